package muster.dispatch.policy;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import muster.contracts.dispatch.CallOutTerms;

/**
 * How teams are called out to one category of alert: the terms its alerts get, for the usual number
 * of teams, and the speed at which people travel to it.
 *
 * @param sharesTeams true: teams busy on another alert may be called too
 * @param reminderAfter how long a team that is in may take to say that it is on its way before it
 *     is reminded
 */
public record CallOutPolicy(
    int teamsNeeded,
    int standbyTeams,
    int waveSize,
    double waveGrowth,
    double radiusMeters,
    double radiusGrowth,
    int maximumWaves,
    Duration acknowledgementDeadline,
    Duration reachDeadline,
    Duration responseTarget,
    Duration expiry,
    Set<String> requiredCapabilities,
    boolean sharesTeams,
    double travelMetersPerSecond,
    Duration reminderAfter) {

  public static final int MAXIMUM_TEAMS_NEEDED = 200;
  public static final int MAXIMUM_PEOPLE_NEEDED = 500;
  public static final int MAXIMUM_STANDBY_TEAMS = 50;
  public static final int MAXIMUM_WAVE_SIZE = 500;
  public static final double MINIMUM_RADIUS_METERS = 50;
  public static final double MAXIMUM_RADIUS_METERS = 100_000;
  public static final double MAXIMUM_GROWTH = 10;
  public static final int MAXIMUM_WAVES = 10;
  public static final int MAXIMUM_CAPABILITIES = 20;
  public static final Duration MINIMUM_DEADLINE = Duration.ofSeconds(1);
  public static final Duration MAXIMUM_DEADLINE = Duration.ofHours(24);
  public static final Duration MAXIMUM_EXPIRY = Duration.ofDays(30);

  private static final Pattern CAPABILITY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public CallOutPolicy {
    requiredCapabilities = Set.copyOf(requiredCapabilities);
    between("teamsNeeded", teamsNeeded, 1, MAXIMUM_TEAMS_NEEDED);
    between("standbyTeams", standbyTeams, 0, MAXIMUM_STANDBY_TEAMS);
    between("waveSize", waveSize, 1, MAXIMUM_WAVE_SIZE);
    if (waveSize < teamsNeeded) {
      throw new IllegalArgumentException("waveSize must be at least teamsNeeded");
    }
    between("waveGrowth", waveGrowth, 1, MAXIMUM_GROWTH);
    between("radiusMeters", radiusMeters, MINIMUM_RADIUS_METERS, MAXIMUM_RADIUS_METERS);
    between("radiusGrowth", radiusGrowth, 1, MAXIMUM_GROWTH);
    between("maximumWaves", maximumWaves, 1, MAXIMUM_WAVES);
    between("acknowledgementDeadline", acknowledgementDeadline, MINIMUM_DEADLINE, MAXIMUM_DEADLINE);
    between("reachDeadline", reachDeadline, MINIMUM_DEADLINE, MAXIMUM_DEADLINE);
    if (reachDeadline.compareTo(acknowledgementDeadline) > 0) {
      throw new IllegalArgumentException(
          "reachDeadline must not be longer than acknowledgementDeadline");
    }
    between("responseTarget", responseTarget, MINIMUM_DEADLINE, MAXIMUM_DEADLINE);
    between("expiry", expiry, MINIMUM_DEADLINE, MAXIMUM_EXPIRY);
    if (expiry.compareTo(acknowledgementDeadline) < 0) {
      throw new IllegalArgumentException("expiry must not be shorter than acknowledgementDeadline");
    }
    if (requiredCapabilities.size() > MAXIMUM_CAPABILITIES) {
      throw new IllegalArgumentException(
          "requiredCapabilities must be at most " + MAXIMUM_CAPABILITIES);
    }
    for (String capability : requiredCapabilities) {
      if (!CAPABILITY.matcher(capability).matches()) {
        throw new IllegalArgumentException(
            "requiredCapabilities must be 1 to 40 of a-z, 0-9 and hyphen: " + capability);
      }
    }
    between("travelMetersPerSecond", travelMetersPerSecond, 0.1, 50);
    between("reminderAfter", reminderAfter, MINIMUM_DEADLINE, MAXIMUM_DEADLINE);
  }

  /** The terms of an alert that needs the policy's own number of teams. */
  public CallOutTerms terms() {
    return terms(teamsNeeded);
  }

  /**
   * The terms of an alert that needs {@code needed} teams. The wave grows or shrinks in proportion,
   * for the share of people who accept stays the same.
   *
   * @throws IllegalArgumentException if {@code needed} is not 1 to 200
   */
  public CallOutTerms terms(int needed) {
    between("teamsNeeded", needed, 1, MAXIMUM_TEAMS_NEEDED);
    return new CallOutTerms(
        needed,
        standbyTeams,
        waveSizeFor(needed),
        waveGrowth,
        radiusMeters,
        radiusGrowth,
        maximumWaves,
        acknowledgementDeadline,
        reachDeadline,
        responseTarget,
        expiry,
        requiredCapabilities,
        sharesTeams,
        null,
        null,
        reminderAfter);
  }

  /**
   * The terms of an alert that needs {@code people}, however many teams they come with. As many are
   * called for each of them as teams for each that is needed.
   *
   * @throws IllegalArgumentException if {@code people} is not 1 to 500
   */
  public CallOutTerms termsForPeople(int people) {
    between("peopleNeeded", people, 1, MAXIMUM_PEOPLE_NEEDED);
    return terms().needingPeople(people, waveSizeFor(people));
  }

  private int waveSizeFor(int needed) {
    return (int) Math.min(MAXIMUM_WAVE_SIZE, Math.ceilDiv((long) waveSize * needed, teamsNeeded));
  }

  private static void between(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s but is %s"
              .formatted(name, plain(low), plain(high), plain(value)));
    }
  }

  private static void between(String name, Duration value, Duration low, Duration high) {
    if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s but is %s".formatted(name, low, high, value));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
