package muster.dispatch.team;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
   * Tells of the team and of whoever of it is on duty. Who has no position is expected at the base.
   *
   * @param known volunteers by id
   */
  void tell(TeamVisitor visitor, Map<String, Volunteer> known) {
    TeamSnapshot now = snapshot;
    Duty present = duty;
    visitor.team(now, present.members());
    String[] people = present.people();
    double[] positions = present.positions();
    for (int i = 0; i < people.length; i++) {
      int at = i * Duty.FIELDS;
      boolean located = at < positions.length;
      Volunteer volunteer = known.get(people[i]);
      visitor.personOnDuty(
          people[i],
          volunteer != null && volunteer.teams().size() > 1,
          located ? positions[at + Duty.LATITUDE] : now.base().latitude(),
          located ? positions[at + Duty.LONGITUDE] : now.base().longitude(),
          located ? (long) positions[at + Duty.TIME] : 0);
    }
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

    static Duty of(List<Volunteer> members) {
      List<String> people = new ArrayList<>(members.size());
      List<String> withoutPosition = new ArrayList<>();
      double[] positions = new double[members.size() * FIELDS];
      int used = 0;
      for (Volunteer member : members) {
        Presence presence = member.presence;
        if (presence == null || !presence.onDuty()) {
          continue;
        }
        if (!presence.located()) {
          withoutPosition.add(member.id);
          continue;
        }
        people.add(member.id);
        positions[used + LATITUDE] = presence.latitude();
        positions[used + LONGITUDE] = presence.longitude();
        positions[used + ACCURACY] = presence.accuracyMeters();
        positions[used + TIME] = presence.atMillis();
        used += FIELDS;
      }
      people.addAll(withoutPosition);
      return people.isEmpty()
          ? NONE
          : new Duty(people.toArray(String[]::new), Arrays.copyOf(positions, used));
    }

    /** Of the base and of each position, ascending. */
    long[] cells(GeoPoint base) {
      long[] cells = new long[1 + positions.length / FIELDS];
      cells[0] = CellGrid.cellOf(base.latitude(), base.longitude());
      for (int i = 0; i < positions.length; i += FIELDS) {
        cells[1 + i / FIELDS] = CellGrid.cellOf(positions[i + LATITUDE], positions[i + LONGITUDE]);
      }
      return Arrays.stream(cells).sorted().distinct().toArray();
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

    /** Whether somebody on duty has no position, but for those who are away. */
    boolean hasUnlocated(Set<String> away) {
      for (int i = positions.length / FIELDS; i < people.length; i++) {
        if (!away.contains(people[i])) {
          return true;
        }
      }
      return false;
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
   *
   * @param away ids of members who don't count
   */
  Distance distance(
      GeoPoint around, double within, TravelAssumptions travel, Set<String> away, Instant now) {
    Duty present = duty;
    double[] positions = present.positions();
    double nowMillis = now.toEpochMilli();
    GeoPoint base = snapshot.base();
    // Infinite for what is outside: the clamp makes the same of it as of the distance itself.
    double toBase = meters(around, base.latitude(), base.longitude(), within);
    double best = Double.POSITIVE_INFINITY;
    boolean located = false;
    double bestAge = 0;
    From from = From.BASE;
    boolean seenInside = false;
    for (int i = 0; i < positions.length; i += Duty.FIELDS) {
      if (!away.isEmpty() && away.contains(present.people()[i / Duty.FIELDS])) {
        continue;
      }
      located = true;
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
    // Nobody who counts has a position, or not everybody.
    if (toBase <= best && (!located || present.hasUnlocated(away))) {
      best = toBase;
      from = From.BASE;
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
