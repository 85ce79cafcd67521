/** How the services are, by their own figures. */
@NullMarked
package muster.gateway.system;

import org.jspecify.annotations.NullMarked;
