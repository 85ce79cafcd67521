package muster.notification.receipts;

/**
 * Limits of the receipts.
 *
 * @param sentBacklog SENT receipts that may wait for the broker; further ones are dropped and
 *     counted, since they only tell that something was tried
 * @param remembered receipts that are known to be written and are not written again
 */
public record ReceiptSettings(int sentBacklog, int remembered) {
  public ReceiptSettings {
    if (sentBacklog < 1 || sentBacklog > 1_000_000) {
      throw new IllegalArgumentException("muster.receipts.sent-backlog must be 1 to 1000000");
    }
    if (remembered < 1 || remembered > 10_000_000) {
      throw new IllegalArgumentException("muster.receipts.remembered must be 1 to 10000000");
    }
  }
}
