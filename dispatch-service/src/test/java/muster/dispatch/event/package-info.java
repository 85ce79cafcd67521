@NullMarked
package muster.dispatch.event;

import org.jspecify.annotations.NullMarked;
