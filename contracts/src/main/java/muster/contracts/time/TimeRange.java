package muster.contracts.time;

import java.time.Instant;

/**
 * The times that a client may name, in bodies, parameters and cursors. Beyond them lie those that a
 * database, a topic or a calendar can't hold.
 */
public final class TimeRange {
  public static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  public static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  /** What is said of a time outside. */
  public static final String OUTSIDE = "must be a time from 1970-01-01 to 2200-01-01";

  private TimeRange() {}

  /** Both ends are inside. */
  public static boolean contains(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}
