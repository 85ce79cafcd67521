package muster.notification.receipts;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import muster.notification.receipts.KnownDeliveries.Delivery;
import muster.notification.receipts.KnownDeliveries.Steps;
import muster.notification.stream.AlertBoard.ShownAlert;
import muster.notification.stream.RecentEvents;

/** Who was told of an alert, as far as this instance remembers. */
public final class DeliveryOverview {
  private final RecentEvents recent;
  private final KnownDeliveries known;
  private final BooleanSupplier complete;

  /**
   * @param complete all that stood in the topics at the start has been read
   */
  public DeliveryOverview(RecentEvents recent, KnownDeliveries known, BooleanSupplier complete) {
    this.recent = recent;
    this.known = known;
    this.complete = complete;
  }

  /** Before that an alert that is there would be missed. */
  public boolean isComplete() {
    return complete.getAsBoolean();
  }

  /** A number means the newest alert of that number in the scope; an id the alert, anywhere. */
  public Optional<ShownAlert> findAlert(AlertReference reference, JurisdictionCode scope) {
    return recent.findAlert(reference, scope);
  }

  /** What became of the deliveries of one of its tasks. */
  public Map<Delivery, Steps> stepsOf(UUID taskId) {
    return known.stepsOf(taskId);
  }
}
