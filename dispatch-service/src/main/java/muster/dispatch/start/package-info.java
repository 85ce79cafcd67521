/** When this instance begins to work. */
@NullMarked
package muster.dispatch.start;

import org.jspecify.annotations.NullMarked;
