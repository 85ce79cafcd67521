package muster.volunteer.presence;

import java.time.Duration;
import java.time.Instant;

/**
 * What a presence report does.
 *
 * <p>Phones on bad networks send the same report again when the answer got lost, so an equal report
 * within {@code repeatWindow} changes nothing. After that it is news: the volunteer is still there,
 * and the age of the position starts anew. Different reports faster than {@code minInterval} are
 * refused, except going off duty: nobody may be held on duty, and a position goes at once.
 *
 * <p>Who says nothing for {@code maxSilence} is taken off duty: a phone that was switched off would
 * otherwise leave its owner on duty, and a position on record, for ever.
 */
public record PresenceRules(Duration minInterval, Duration repeatWindow, Duration maxSilence) {

  /** Who is reporting: a device too fast is slowed down, an import by the command center is not. */
  public enum Pace {
    LIMITED,
    UNLIMITED
  }

  /** What becomes of a report. */
  public sealed interface Decision {

    /**
     * @param dutyChanged whether the volunteer went on or off duty with it
     */
    record Change(Presence next, boolean dutyChanged) implements Decision {}

    record Nothing() implements Decision {}

    record TooSoon(Duration retryAfter) implements Decision {}
  }

  public PresenceRules {
    check("minInterval", minInterval, Duration.ZERO, Duration.ofMinutes(1));
    check("repeatWindow", repeatWindow, minInterval, Duration.ofMinutes(10));
    // The topic forgets presence after a day; this service must not remember it for longer.
    check("maxSilence", maxSilence, Duration.ofMinutes(10), Duration.ofHours(23));
  }

  public Decision decide(Presence current, PresenceReport report, Instant now, Pace pace) {
    Duration passed = Duration.between(current.reportedAt(), now);
    Duration since = passed.isNegative() ? Duration.ZERO : passed; // another machine's clock
    if (report.repeats(current) && (!report.onDuty() || since.compareTo(repeatWindow) < 0)) {
      return new Decision.Nothing();
    }
    if (pace == Pace.LIMITED && report.onDuty() && since.compareTo(minInterval) < 0) {
      return new Decision.TooSoon(minInterval.minus(since));
    }
    return change(current, report, now);
  }

  /** For somebody on duty who has been silent for too long. */
  public Decision.Change takeOffDuty(Presence current, Instant now) {
    return change(current, new PresenceReport(current.volunteerId(), false, null, null), now);
  }

  private static Decision.Change change(Presence current, PresenceReport report, Instant now) {
    boolean dutyChanged = report.onDuty() != current.onDuty();
    return new Decision.Change(
        new Presence(
            current.volunteerId(),
            report.onDuty(),
            report.location() == null
                ? null
                : new Presence.Position(report.location(), report.accuracyMeters(), now),
            now,
            current.version() + 1,
            current.dutyChanges() + (dutyChanged ? 1 : 0)),
        dutyChanged);
  }

  private static void check(String field, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s: %s is not within %s..%s".formatted(field, value, min, max));
    }
  }
}
