package muster.notification.receipts;

import java.time.Duration;

/**
 * Limits of the receipts.
 *
 * @param sentBacklog SENT receipts that may wait for the broker; further ones are dropped and
 *     counted, since they only tell that something was tried
 * @param remembered receipts that are known to be written and are not written again
 * @param patience how long a receipt for a task that is not known here waits for it, up to 2 s
 * @param deliveries in memory, to tell who was told of an alert
 * @param reachBack how far back receipts are read for that at the start, up to 7 days, which is as
 *     long as they are kept
 */
public record ReceiptSettings(
    int sentBacklog, int remembered, Duration patience, int deliveries, Duration reachBack) {
  public ReceiptSettings {
    if (patience.isNegative() || patience.toMillis() > 2_000) {
      throw new IllegalArgumentException("muster.receipts.patience must be at most 2 s");
    }
    if (sentBacklog < 1 || sentBacklog > 1_000_000) {
      throw new IllegalArgumentException("muster.receipts.sent-backlog must be 1 to 1000000");
    }
    if (deliveries < 1 || deliveries > 10_000_000) {
      throw new IllegalArgumentException("muster.receipts.deliveries must be 1 to 10000000");
    }
    if (reachBack.isNegative() || reachBack.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("muster.receipts.reach-back must be at most 7 d");
    }
    if (remembered < 1 || remembered > 10_000_000) {
      throw new IllegalArgumentException("muster.receipts.remembered must be 1 to 10000000");
    }
  }
}
