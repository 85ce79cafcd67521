/** How fast a tile of the map is drawn, and how large it is. */
@NullMarked
package muster.benchmarks.map;

import org.jspecify.annotations.NullMarked;
