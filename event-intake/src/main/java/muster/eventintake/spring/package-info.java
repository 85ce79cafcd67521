/** What a service on Spring Cloud Stream needs beside: bindings, health, wiring. */
@NullMarked
package muster.eventintake.spring;

import org.jspecify.annotations.NullMarked;
