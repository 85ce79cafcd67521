package muster.report.intake;

import java.time.Instant;
import java.util.UUID;

/**
 * A report: what was submitted, how far it has come, and how many events have brought it there.
 *
 * @param version number of events so far; the version of the last one on the wire
 */
public record Report(Submission submission, Stage stage, long version) {

  /** Before any event. */
  public static Report received(Submission submission) {
    return new Report(submission, new Stage.Received(), 0);
  }

  Report with(Stage next) {
    return new Report(submission, next, version + 1);
  }

  /** How far a report has come. */
  public sealed interface Stage {
    /** Not yet accepted: no event has told of it. */
    record Received() implements Stage {}

    /** Waits for an officer. */
    record Submitted() implements Stage {}

    /** Tied to an alert by its reporter; dispatch shows it in that alert's timeline. */
    record Clue(UUID alertId) implements Stage {}

    record Answered(String answer, String by, Instant at) implements Stage {}

    /** Dispatch has been asked for an alert. */
    record AlertRequested(RequestedAlert request, Instant at) implements Stage {}

    /** Dispatch has issued the alert. */
    record Alerted(RequestedAlert request, Instant requestedAt, UUID alertId) implements Stage {}

    /** The stage's name on the wire. */
    default Status status() {
      return switch (this) {
        case Received _, Submitted _ -> Status.SUBMITTED;
        case Clue _ -> Status.CLUE;
        case Answered _ -> Status.ANSWERED;
        case AlertRequested _ -> Status.ALERT_REQUESTED;
        case Alerted _ -> Status.ALERTED;
      };
    }
  }

  /** What clients and filters call a stage. */
  public enum Status {
    SUBMITTED,
    ANSWERED,
    ALERT_REQUESTED,
    ALERTED,
    CLUE
  }
}
