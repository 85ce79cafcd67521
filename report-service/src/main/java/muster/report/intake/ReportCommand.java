package muster.report.intake;

import java.time.Instant;
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

  /**
   * Triage: somebody is about to decide.
   *
   * @param name what the account is called
   * @param takeOver also from somebody else
   * @param until when the claim that there is ends; null if there is none
   */
  record Claim(String by, String name, boolean takeOver, @Nullable Instant until)
      implements ReportCommand {}

  /** Whoever claimed it does not decide now. */
  record Release(String by) implements ReportCommand {}

  /**
   * A claim may have ended by itself.
   *
   * @param until when the claim that there is ends; null if there is none
   */
  record Lapse(@Nullable Instant until) implements ReportCommand {}

  /** The reporter knows more. */
  record Add(UUID additionId, String text, @Nullable GeoPoint location) implements ReportCommand {}

  /** The reporter takes it back. */
  record Withdraw(String reason) implements ReportCommand {}

  /** Dispatch has issued the alert asked for. */
  record LinkAlert(UUID alertId) implements ReportCommand {}
}
