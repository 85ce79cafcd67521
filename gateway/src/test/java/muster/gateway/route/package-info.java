@NullMarked
package muster.gateway.route;

import org.jspecify.annotations.NullMarked;
