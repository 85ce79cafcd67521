@NullMarked
package muster.gateway.limit;

import org.jspecify.annotations.NullMarked;
