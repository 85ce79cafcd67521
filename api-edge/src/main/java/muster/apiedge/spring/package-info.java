/**
 * The edge of a Spring WebFlux service; {@code ApiEdgeConfiguration} puts it together by itself.
 */
@NullMarked
package muster.apiedge.spring;

import org.jspecify.annotations.NullMarked;
