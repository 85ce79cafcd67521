/** The check in front of a Spring Boot service, and its end. */
@NullMarked
package muster.preflight.spring;

import org.jspecify.annotations.NullMarked;
