/** The base of the map over HTTP. */
@NullMarked
package muster.gateway.map.http;

import org.jspecify.annotations.NullMarked;
