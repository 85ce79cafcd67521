package muster.report.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * A report: what was submitted, how far it has come, and how many events have brought it there.
 *
 * @param additions what the reporter has added since, oldest first
 * @param withdrawal that the reporter has taken it back; null as long as it stands
 * @param claim who is about to decide on it; null if nobody has said so
 * @param version number of events so far; the version of the last one on the wire
 */
public record Report(
    Submission submission,
    Stage stage,
    List<Addition> additions,
    @Nullable Withdrawal withdrawal,
    @Nullable Claim claim,
    long version) {

  /** What the reporter knew later. */
  public record Addition(UUID id, Instant at, String text, @Nullable GeoPoint location) {}

  public record Withdrawal(Instant at, String reason) {}

  public Report {
    additions = List.copyOf(additions);
  }

  /** Before any event. */
  public static Report received(Submission submission) {
    return new Report(submission, new Stage.Received(), List.of(), null, null, 0);
  }

  Report with(Stage next) {
    return new Report(submission, next, additions, withdrawal, claim, version + 1);
  }

  Report with(Addition addition) {
    List<Addition> all = new ArrayList<>(additions);
    all.add(addition);
    return new Report(submission, stage, all, withdrawal, claim, version + 1);
  }

  Report with(Withdrawal taken) {
    return new Report(submission, stage, additions, taken, claim, version + 1);
  }

  Report with(@Nullable Claim now) {
    return new Report(submission, stage, additions, withdrawal, now, version + 1);
  }

  /** What nobody has decided on is withdrawn; else it is what the decision made of it. */
  public Status status() {
    return withdrawal != null && stage instanceof Stage.Submitted
        ? Status.WITHDRAWN
        : stage.status();
  }

  /** The alert it was tied to, if it has one that is known of; that may have been merged since. */
  public Optional<UUID> findAlert() {
    return switch (stage) {
      case Stage.Received _, Stage.Submitted _, Stage.Answered _, Stage.AlertRequested _ ->
          Optional.empty();
      case Stage.Clue(UUID alertId) -> Optional.of(alertId);
      case Stage.Linked linked -> Optional.of(linked.alertId());
      case Stage.Alerted alerted -> Optional.of(alerted.alertId());
    };
  }

  /** How far a report has come. */
  public sealed interface Stage {
    /** Not yet accepted: no event has told of it. */
    record Received() implements Stage {}

    /** Waits for an officer. */
    record Submitted() implements Stage {}

    /** Tied to an alert by its reporter; dispatch shows it in that alert's timeline. */
    record Clue(UUID alertId) implements Stage {}

    /** Tied by an officer to an alert that ran already. */
    record Linked(UUID alertId, String by, Instant at) implements Stage {}

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
        case Linked _ -> Status.LINKED;
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
    CLUE,
    /** An officer tied it to an alert that ran already. */
    LINKED,
    /** Taken back by its reporter before anybody decided on it; an officer still may. */
    WITHDRAWN
  }
}
