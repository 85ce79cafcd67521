package muster.volunteer.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a presence report does.
 *
 * <p>Phones on bad networks send the same report again when the answer got lost, so an equal report
 * within {@code repeatWindow} changes nothing. After that it is news: the volunteer is still there,
 * and the age of the position starts anew. Different reports faster than {@code minInterval} are
 * refused, except going off duty: nobody may be held on duty, and a position goes at once.
 *
 * <p>A position is as old as its device says, wherever the report lay in between, and never takes
 * the place of a newer one. Who is on duty and says nothing of where stays where they were last,
 * and that position goes on ageing.
 *
 * <p>Who says nothing for {@code maxSilence} is taken off duty: a phone that was switched off would
 * otherwise leave its owner on duty, and a position on record, for ever. That is not the owner's
 * word; when that comes after all, it is told, too.
 */
public record PresenceRules(Duration minInterval, Duration repeatWindow, Duration maxSilence) {

  /** How far a device's clock may be ahead; a position from there is from now. */
  static final Duration CLOCKS_APART = Duration.ofMinutes(2);

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

    /** The position is from a time that is still to come. */
    record NotYet() implements Decision {}
  }

  public PresenceRules {
    check("minInterval", minInterval, Duration.ZERO, Duration.ofMinutes(1));
    check("repeatWindow", repeatWindow, minInterval, Duration.ofMinutes(10));
    // The topic forgets presence after a day; this service must not remember it for longer.
    check("maxSilence", maxSilence, Duration.ofMinutes(10), Duration.ofHours(23));
  }

  public Decision decide(Presence current, PresenceReport report, Instant now, Pace pace) {
    Instant positionAt = report.positionAt();
    if (positionAt != null && positionAt.isAfter(now.plus(CLOCKS_APART))) {
      return new Decision.NotYet();
    }
    Duration passed = Duration.between(current.reportedAt(), now);
    Duration since = passed.isNegative() ? Duration.ZERO : passed; // another machine's clock
    if (report.onDuty() == current.onDuty()
        && !isWordAfterSilence(current, report)
        && isNoNews(current.position(), position(current, report, now))
        && (!report.onDuty() || since.compareTo(repeatWindow) < 0)) {
      return new Decision.Nothing();
    }
    if (pace == Pace.LIMITED && report.onDuty() && since.compareTo(minInterval) < 0) {
      return new Decision.TooSoon(minInterval.minus(since));
    }
    return change(current, report, now, !report.onDuty());
  }

  /** For somebody on duty who has been silent for too long. */
  public Decision.Change takeOffDuty(Presence current, Instant now) {
    return change(current, PresenceReport.offDuty(current.volunteerId()), now, false);
  }

  /** Whoever was taken off duty says so, too. */
  private static boolean isWordAfterSilence(Presence current, PresenceReport report) {
    return !report.onDuty()
        && !current.onDuty()
        && !current.offDutyByWord()
        && current.version() > 0;
  }

  /** The same place as exactly, and not much later. */
  private boolean isNoNews(Presence.@Nullable Position before, Presence.@Nullable Position after) {
    if (before == null || after == null) {
      return before == null && after == null;
    }
    return after.point().equals(before.point())
        && Objects.equals(after.accuracyMeters(), before.accuracyMeters())
        && Duration.between(before.at(), after.at()).compareTo(repeatWindow) < 0;
  }

  /** Where the volunteer is known to have been last, once the report is in. */
  private static Presence.@Nullable Position position(
      Presence current, PresenceReport report, Instant now) {
    if (!report.onDuty()) {
      return null;
    }
    Presence.Position known = current.position();
    if (report.location() == null) {
      return known;
    }
    Instant said = report.positionAt();
    // As exact as the database keeps it.
    Instant at = said == null || said.isAfter(now) ? now : said.truncatedTo(ChronoUnit.MICROS);
    // What has no time is from now, whatever another instance's clock made of the one before it.
    return said != null && known != null && at.isBefore(known.at())
        ? known
        : new Presence.Position(report.location(), report.accuracyMeters(), at);
  }

  private static Decision.Change change(
      Presence current, PresenceReport report, Instant now, boolean offDutyByWord) {
    boolean dutyChanged = report.onDuty() != current.onDuty();
    return new Decision.Change(
        new Presence(
            current.volunteerId(),
            report.onDuty(),
            offDutyByWord,
            position(current, report, now),
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
