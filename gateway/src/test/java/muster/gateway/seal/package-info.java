@NullMarked
package muster.gateway.seal;

import org.jspecify.annotations.NullMarked;
