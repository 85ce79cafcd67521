/** Running commands: from the lock on the alert to the events in the outbox. */
@NullMarked
package muster.dispatch.alert.command;

import org.jspecify.annotations.NullMarked;
