/**
 * The local stack's OIDC issuer: demo accounts, the claims that Muster's services read, and tokens
 * for them.
 */
@NullMarked
package muster.identity;

import org.jspecify.annotations.NullMarked;
