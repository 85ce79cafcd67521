/**
 * What is asked of the identity provider beyond the protocol: the login page and tokens for
 * demonstrations.
 */
@NullMarked
package muster.identity.http;

import org.jspecify.annotations.NullMarked;
