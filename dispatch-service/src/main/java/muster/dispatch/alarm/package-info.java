/** What the people at command centers must act on, and who of them has. */
@NullMarked
package muster.dispatch.alarm;

import org.jspecify.annotations.NullMarked;
