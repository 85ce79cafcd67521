/** Who calls: a session, a token, or nobody. */
@NullMarked
package muster.gateway.security;

import org.jspecify.annotations.NullMarked;
