/** The OIDC issuer: logins and new tokens. */
@NullMarked
package muster.gateway.session.issuer;

import org.jspecify.annotations.NullMarked;
