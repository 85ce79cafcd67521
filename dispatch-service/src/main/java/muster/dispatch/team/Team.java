package muster.dispatch.team;

import java.time.Instant;
import java.util.List;
import muster.contracts.dispatch.PickReason.From;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.TeamSnapshot;

/**
 * A team as the index holds it. Readers see two references, each to something immutable; the rest
 * belongs to the writer.
 */
final class Team {
  private static final double METERS_PER_DEGREE = Math.toRadians(1) * GeoPoint.EARTH_RADIUS_METERS;

  private volatile TeamSnapshot snapshot;
  private volatile Duty duty = Duty.NONE;

  /** The writer's alone: the members in the snapshot's order. */
  List<Volunteer> members = List.of();

  /** The writer's alone: the cells this team is in, ascending. */
  long[] cells = {};

  Team(TeamSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  TeamSnapshot snapshot() {
    return snapshot;
  }

  Duty duty() {
    return duty;
  }

  void become(TeamSnapshot newSnapshot) {
    snapshot = newSnapshot;
  }

  void become(Duty newDuty) {
    duty = newDuty;
  }

  /**
   * The members on duty, packed into one array: a search looks at hundreds of teams, and following
   * ten references for each would cost more than all its arithmetic.
   */
  static final class Duty {
    static final int LATITUDE = 0;
    static final int LONGITUDE = 1;
    static final int ACCURACY = 2;
    static final int TIME = 3;
    static final int FIELDS = 4;
    static final Duty NONE = new Duty(0, new double[0]);

    private final int members;
    private final double[] positions;

    /**
     * Keeps the array, which nobody may change any more.
     *
     * @param members how many are on duty, with a position or without
     * @param positions for each position its latitude, longitude, accuracy in metres and time in
     *     milliseconds since the epoch
     */
    Duty(int members, double[] positions) {
      this.members = members;
      this.positions = positions;
    }

    int members() {
      return members;
    }

    double[] positions() {
      return positions;
    }

    /** False also when nobody is on duty. */
    boolean allLocated() {
      return members > 0 && positions.length == members * FIELDS;
    }
  }

  /**
   * How far the team is.
   *
   * @param meters infinite when farther than asked for
   * @param from the base when no position says that the member must be nearer or farther than it
   * @param ageSeconds of the position; only from a position
   * @param seenInside a member was last seen inside the circle
   */
  record Distance(double meters, From from, double ageSeconds, boolean seenInside) {}

  /**
   * The distance if it is at most {@code within} metres, else infinity.
   *
   * <p>A member is expected at the base, unless the last position speaks against it: by now it is
   * right to within its accuracy and what the member may have moved since, so the member is not
   * nearer than the position less that, and counts as not farther than the position and that. The
   * less a position says, the less it changes: there is no age and no accuracy from which on it is
   * suddenly left out. The nearest member counts.
   *
   * <p>The result is never less than the distance of the base or of the position, whichever is
   * nearer: a team within the circle has something in a cell that the circle touches.
   */
  Distance distance(GeoPoint around, double within, TravelAssumptions travel, Instant now) {
    Duty present = duty;
    double[] positions = present.positions();
    double nowMillis = now.toEpochMilli();
    GeoPoint base = snapshot.base();
    // Infinite for what is outside: the clamp makes the same of it as of the distance itself.
    double toBase = meters(around, base.latitude(), base.longitude(), within);
    double best = present.allLocated() ? Double.POSITIVE_INFINITY : toBase;
    double bestAge = 0;
    From from = From.BASE;
    boolean seenInside = false;
    for (int i = 0; i < positions.length; i += Duty.FIELDS) {
      double age = Math.max(0, nowMillis - positions[i + Duty.TIME]) / 1_000;
      double mayBeOff = positions[i + Duty.ACCURACY] + age * travel.travelMetersPerSecond();
      double toFix =
          meters(
              around,
              positions[i + Duty.LATITUDE],
              positions[i + Duty.LONGITUDE],
              within + mayBeOff);
      seenInside |= toFix <= within;
      double meters = Math.clamp(toBase, toFix - mayBeOff, toFix + mayBeOff);
      if (meters < best) {
        best = meters;
        bestAge = age;
        from = meters == toBase ? From.BASE : From.POSITION;
      }
    }
    return new Distance(
        best <= within ? best : Double.POSITIVE_INFINITY, from, bestAge, seenInside);
  }

  /** The great-circle distance, or infinity when the latitudes alone are farther apart. */
  private static double meters(GeoPoint around, double latitude, double longitude, double within) {
    double apart = Math.abs(around.latitude() - latitude) * METERS_PER_DEGREE;
    return apart > within + 1
        ? Double.POSITIVE_INFINITY
        : around.distanceMeters(new GeoPoint(latitude, longitude));
  }
}
