/** What uses and ends sessions. */
@NullMarked
package muster.gateway.session.command;

import org.jspecify.annotations.NullMarked;
