/** The check in front of a Spring Boot service. */
@NullMarked
package muster.preflight.spring;

import org.jspecify.annotations.NullMarked;
