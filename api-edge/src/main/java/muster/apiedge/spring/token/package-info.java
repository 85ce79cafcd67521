/** The rules of {@code muster.apiedge.token} in a Spring WebFlux service. */
@NullMarked
package muster.apiedge.spring.token;

import org.jspecify.annotations.NullMarked;
