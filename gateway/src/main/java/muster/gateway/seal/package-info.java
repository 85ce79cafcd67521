/** What is kept or handed out so that only gateways can read it. */
@NullMarked
package muster.gateway.seal;

import org.jspecify.annotations.NullMarked;
