/**
 * The outbox in a Spring service: its beans, found by Spring Boot as auto-configuration, and what
 * the service writes its events with.
 */
@NullMarked
package muster.outbox.spring;

import org.jspecify.annotations.NullMarked;
