package muster.report.intake;

import java.util.UUID;

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

  /** Dispatch has issued the alert asked for. */
  record LinkAlert(UUID alertId) implements ReportCommand {}
}
