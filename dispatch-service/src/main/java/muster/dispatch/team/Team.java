package muster.dispatch.team;

import java.time.Instant;
import java.util.List;
import java.util.Set;
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
    static final Duty NONE = new Duty(new String[0], new double[0]);

    private final String[] people;
    private final double[] positions;

    /**
     * Keeps the arrays, which nobody may change any more.
     *
     * @param people the ids of those on duty, first those with a position
     * @param positions for each position its latitude, longitude, accuracy in metres and time in
     *     milliseconds since the epoch
     */
    Duty(String[] people, double[] positions) {
      this.people = people;
      this.positions = positions;
    }

    /** Whose position is the n-th one, from 0, and then those without. */
    String[] people() {
      return people;
    }

    int members() {
      return people.length;
    }

    double[] positions() {
      return positions;
    }
  }

  /**
   * How far the team is, pessimistically.
   *
   * @param meters infinite when farther than asked for
   * @param ageSeconds of the position; only from a position
   * @param staleNear no position is fresh, but a stale one was inside the circle
   */
  record Distance(double meters, From from, double ageSeconds, boolean staleNear) {}

  /**
   * The distance if it is at most {@code within} metres, else infinity.
   *
   * @param away ids of members who don't count
   */
  Distance distance(
      GeoPoint around, double within, TravelAssumptions travel, Set<String> away, Instant now) {
    Duty onDuty = duty;
    double[] positions = onDuty.positions();
    double nowMillis = now.toEpochMilli();
    double maximumAge = travel.maximumPositionAge().toMillis();
    double best = Double.POSITIVE_INFINITY;
    double bestAge = 0;
    boolean fresh = false;
    boolean staleNear = false;
    for (int i = 0; i < positions.length; i += Duty.FIELDS) {
      if (!away.isEmpty() && away.contains(onDuty.people()[i / Duty.FIELDS])) {
        continue;
      }
      double age = Math.max(0, nowMillis - positions[i + Duty.TIME]);
      double latitude = positions[i + Duty.LATITUDE];
      double longitude = positions[i + Duty.LONGITUDE];
      if (age > maximumAge) {
        staleNear = staleNear || (!fresh && meters(around, latitude, longitude, within) <= within);
        continue;
      }
      fresh = true;
      double mayBeOff = positions[i + Duty.ACCURACY] + age / 1_000 * travel.travelMetersPerSecond();
      double meters = meters(around, latitude, longitude, within - mayBeOff) + mayBeOff;
      if (meters < best) {
        best = meters;
        bestAge = age / 1_000;
      }
    }
    if (fresh) {
      return new Distance(
          best <= within ? best : Double.POSITIVE_INFINITY, From.POSITION, bestAge, false);
    }
    GeoPoint base = snapshot.base();
    double meters = meters(around, base.latitude(), base.longitude(), within);
    return new Distance(
        meters <= within ? meters : Double.POSITIVE_INFINITY, From.BASE, 0, staleNear);
  }

  /** The great-circle distance, or infinity when the latitudes alone are farther apart. */
  private static double meters(GeoPoint around, double latitude, double longitude, double within) {
    double apart = Math.abs(around.latitude() - latitude) * METERS_PER_DEGREE;
    return apart > within + 1
        ? Double.POSITIVE_INFINITY
        : around.distanceMeters(new GeoPoint(latitude, longitude));
  }
}
