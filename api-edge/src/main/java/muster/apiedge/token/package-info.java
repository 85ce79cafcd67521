/** Whose tokens count: the issuer's keys and the rules of a token; no framework. */
@NullMarked
package muster.apiedge.token;

import org.jspecify.annotations.NullMarked;
