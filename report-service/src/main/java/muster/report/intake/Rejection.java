package muster.report.intake;

import java.util.UUID;

/** Why a command can't be carried out. */
public sealed interface Rejection {
  /** No such alert was ever issued. */
  record AlertUnknown(UUID alertId) implements Rejection {}

  record AlertOver(UUID alertId) implements Rejection {}

  /** Triage took place with another result. */
  record TriagedOtherwise(Report.Status status) implements Rejection {}

  /** A clue belongs to an alert that runs already. */
  record ClueNeedsNoTriage() implements Rejection {}

  /** Somebody else is about to decide on it. */
  record ClaimedByAnother(Claim claim) implements Rejection {}

  /** The report has an alert, and it is another one. */
  record LinkedToAnotherAlert(UUID alertId) implements Rejection {}

  /** The reporter has taken it back. */
  record Withdrawn() implements Rejection {}

  /** As much has been added to it as may be. */
  record TooManyAdditions(int most) implements Rejection {}

  /** An alert names a report that never asked for one. */
  record NoAlertRequested(Report.Status status) implements Rejection {}
}
