/** Where sessions and their tokens are kept. */
@NullMarked
package muster.gateway.session.postgres;

import org.jspecify.annotations.NullMarked;
