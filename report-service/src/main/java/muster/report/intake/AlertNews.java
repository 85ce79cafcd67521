package muster.report.intake;

/** How current the copy of alerts is. */
@FunctionalInterface
public interface AlertNews {
  /**
   * True only if everything that was published about alerts before the call has reached {@link
   * KnownAlerts}. When that can't be found out: false.
   */
  boolean allHeardOf();
}
