/** Sessions as browsers see them. */
@NullMarked
package muster.gateway.session.http;

import org.jspecify.annotations.NullMarked;
