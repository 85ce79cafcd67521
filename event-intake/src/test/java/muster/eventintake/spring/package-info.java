@NullMarked
package muster.eventintake.spring;

import org.jspecify.annotations.NullMarked;
