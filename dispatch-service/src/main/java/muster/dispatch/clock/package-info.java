/** The time, which stories may move. */
@NullMarked
package muster.dispatch.clock;

import org.jspecify.annotations.NullMarked;
