/** Refusals in the form that all services have. */
@NullMarked
package muster.gateway.problem;

import org.jspecify.annotations.NullMarked;
