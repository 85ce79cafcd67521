@NullMarked
package muster.eventintake;

import org.jspecify.annotations.NullMarked;
