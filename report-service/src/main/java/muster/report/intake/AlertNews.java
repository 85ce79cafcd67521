package muster.report.intake;

import java.util.UUID;

/** How current the copy of alerts is. */
@FunctionalInterface
public interface AlertNews {
  /**
   * True only if everything that was published about this alert before the call has reached {@link
   * KnownAlerts}. When that can't be found out: false.
   */
  boolean allHeardOf(UUID alertId);
}
