/** Which path is whose, and what is being answered through this gateway. */
@NullMarked
package muster.gateway.route;

import org.jspecify.annotations.NullMarked;
