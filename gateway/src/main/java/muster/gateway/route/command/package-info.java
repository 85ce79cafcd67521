/** What watches over the open exchanges. */
@NullMarked
package muster.gateway.route.command;

import org.jspecify.annotations.NullMarked;
