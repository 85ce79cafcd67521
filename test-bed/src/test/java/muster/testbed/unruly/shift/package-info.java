@NullMarked
package muster.testbed.unruly.shift;

import org.jspecify.annotations.NullMarked;
