package muster.report.intake;

import java.util.UUID;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/** What can be asked of a report. */
public sealed interface ReportCommand {
  /** Accept a report of something new. */
  record Submit() implements ReportCommand {}

  /** Accept a report about an alert. */
  record SubmitClue(UUID alertId, AlertStanding standing) implements ReportCommand {}

  /** Triage: no alert is needed, the reporter gets an answer. */
  record Answer(String by, String answer) implements ReportCommand {}

  /** Triage: volunteers are to be called. */
  record RequestAlert(RequestedAlert request) implements ReportCommand {}

  /**
   * Triage: it is about an alert that runs already.
   *
   * @param reportsAlert the alert that the report has, or the one that goes on in its place; null
   *     if it has none that is known
   */
  record LinkToRunning(String by, UUID alertId, AlertStanding standing, @Nullable UUID reportsAlert)
      implements ReportCommand {}

  /** The reporter knows more. */
  record Add(UUID additionId, String text, @Nullable GeoPoint location) implements ReportCommand {}

  /** The reporter takes it back. */
  record Withdraw(String reason) implements ReportCommand {}

  /** Dispatch has issued the alert asked for. */
  record LinkAlert(UUID alertId) implements ReportCommand {}
}
