package muster.notification.receipts;

import java.util.concurrent.CompletableFuture;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.NotificationEvent;

/** Where receipts are written to. */
public interface ReceiptTopic {
  /**
   * Ends when the broker has the receipt, or with why it has not. May block for a moment when the
   * broker is away.
   */
  CompletableFuture<Void> write(EventEnvelope<? extends NotificationEvent> receipt);
}
