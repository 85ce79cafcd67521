@NullMarked
package muster.testbed.orderly.patrol;

import org.jspecify.annotations.NullMarked;
