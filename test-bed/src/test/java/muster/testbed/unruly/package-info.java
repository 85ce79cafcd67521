/** A service that breaks each part of the rule about the shape, to show that it can fail. */
@NullMarked
package muster.testbed.unruly;

import org.jspecify.annotations.NullMarked;
