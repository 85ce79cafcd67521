/** Problem details (RFC 9457) for everything that goes wrong on HTTP. */
@NullMarked
package muster.dispatch.problem;

import org.jspecify.annotations.NullMarked;
