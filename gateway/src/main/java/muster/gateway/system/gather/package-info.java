/** Where the figures come from. */
@NullMarked
package muster.gateway.system.gather;

import org.jspecify.annotations.NullMarked;
