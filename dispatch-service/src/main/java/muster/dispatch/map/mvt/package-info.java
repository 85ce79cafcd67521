/** Mapbox Vector Tiles. */
@NullMarked
package muster.dispatch.map.mvt;

import org.jspecify.annotations.NullMarked;
