/** The whole stack, seen through the browser of somebody who works with it. */
@NullMarked
package muster.browserstories;

import org.jspecify.annotations.NullMarked;
