package muster.notification.desk;

import java.util.concurrent.CompletableFuture;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.DeskEvent;

/** Where it is written what desks say. */
public interface DeskTopic {
  /**
   * Ends when the broker has it, or with why it has not. May block for a moment when the broker is
   * away.
   */
  CompletableFuture<Void> write(EventEnvelope<? extends DeskEvent> said);
}
