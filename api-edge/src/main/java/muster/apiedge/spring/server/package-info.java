/**
 * The web server of a Spring WebFlux service: what {@code muster.apiedge.netty} says, and its end.
 */
@NullMarked
package muster.apiedge.spring.server;

import org.jspecify.annotations.NullMarked;
