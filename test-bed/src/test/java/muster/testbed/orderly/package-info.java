/** A service as it should be: the rule about the shape finds nothing in it. */
@NullMarked
package muster.testbed.orderly;

import org.jspecify.annotations.NullMarked;
