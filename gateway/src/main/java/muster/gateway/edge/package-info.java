/** The web server: what it takes of the network, and its end. */
@NullMarked
package muster.gateway.edge;

import org.jspecify.annotations.NullMarked;
