@NullMarked
package muster.testbed;

import org.jspecify.annotations.NullMarked;
