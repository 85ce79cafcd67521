/** The map's tiles over HTTP. */
@NullMarked
package muster.dispatch.map.http;

import org.jspecify.annotations.NullMarked;
