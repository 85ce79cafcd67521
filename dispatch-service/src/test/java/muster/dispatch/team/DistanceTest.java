package muster.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.team.Team.Duty;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** How far a team is: whatever its positions say, a little more age or error changes a little. */
class DistanceTest {
  private static final Instant NOW = Instant.parse("2022-03-12T08:00:00Z");
  private static final GeoPoint ALERT = new GeoPoint(34.2857, 117.3726);
  private static final double SPEED = 2.3;
  private static final TravelAssumptions TRAVEL = new TravelAssumptions(SPEED);
  private static final double ANYWHERE = 100_000;
  private static final double ROUNDING = 1e-6;

  /** Where a member was seen, how exactly, and when. */
  record Fix(GeoPoint point, double accuracyMeters, int ageMillis) {
    Fix older(int millis) {
      return new Fix(point, accuracyMeters, ageMillis + millis);
    }

    Fix coarser(double meters) {
      return new Fix(point, accuracyMeters + meters, ageMillis);
    }

    double meters() {
      return point.distanceMeters(ALERT);
    }

    double mayBeOff() {
      return accuracyMeters + ageMillis / 1_000.0 * SPEED;
    }
  }

  @Provide
  Arbitrary<GeoPoint> places() {
    return Combinators.combine(
            Arbitraries.doubles().between(-0.2, 0.2), Arbitraries.doubles().between(-0.2, 0.2))
        .as((north, east) -> new GeoPoint(ALERT.latitude() + north, ALERT.longitude() + east));
  }

  @Provide
  Arbitrary<Fix> fixes() {
    return Combinators.combine(
            places(),
            Arbitraries.doubles().between(0, 5_000),
            Arbitraries.integers().between(0, 4 * 3_600_000))
        .as(Fix::new);
  }

  private static double meters(GeoPoint base, List<Fix> fixes) {
    return distance(base, fixes, fixes.size(), ANYWHERE).meters();
  }

  private static Team.Distance distance(GeoPoint base, List<Fix> fixes, int onDuty, double within) {
    Team team =
        new Team(
            new TeamSnapshot(
                "xizhu",
                NOW,
                1,
                "Xizhu",
                new JurisdictionCode("320371003209"),
                base,
                Set.of(),
                List.of()));
    double[] positions = new double[fixes.size() * Duty.FIELDS];
    for (int i = 0; i < fixes.size(); i++) {
      Fix fix = fixes.get(i);
      positions[i * Duty.FIELDS + Duty.LATITUDE] = fix.point().latitude();
      positions[i * Duty.FIELDS + Duty.LONGITUDE] = fix.point().longitude();
      positions[i * Duty.FIELDS + Duty.ACCURACY] = fix.accuracyMeters();
      positions[i * Duty.FIELDS + Duty.TIME] = NOW.toEpochMilli() - fix.ageMillis();
    }
    team.become(new Duty(people(onDuty), positions));
    return team.distance(ALERT, within, TRAVEL, Set.of(), NOW);
  }

  private static String[] people(int onDuty) {
    return IntStream.range(0, onDuty).mapToObj(number -> "v-" + number).toArray(String[]::new);
  }

  @Property(tries = 500)
  void itLiesBetweenTheBaseAndThePosition(
      @ForAll("places") GeoPoint base, @ForAll("fixes") Fix fix) {
    double toBase = base.distanceMeters(ALERT);
    assertThat(meters(base, List.of(fix)))
        .isBetween(
            Math.min(toBase, fix.meters()) - ROUNDING, Math.max(toBase, fix.meters()) + ROUNDING)
        .isCloseTo(
            Math.min(
                Math.max(toBase, fix.meters() - fix.mayBeOff()), fix.meters() + fix.mayBeOff()),
            within(ROUNDING));
  }

  @Property(tries = 500)
  void itChangesNoMoreThanTheAgeLets(
      @ForAll("places") GeoPoint base,
      @ForAll @Size(min = 1, max = 5) List<@From("fixes") Fix> fixes,
      @ForAll @IntRange(max = 600_000) int millis) {
    double before = meters(base, fixes);
    double after = meters(base, fixes.stream().map(fix -> fix.older(millis)).toList());
    assertThat(Math.abs(after - before)).isLessThanOrEqualTo(millis / 1_000.0 * SPEED + ROUNDING);
  }

  @Property(tries = 500)
  void itChangesNoMoreThanTheAccuracyDoes(
      @ForAll("places") GeoPoint base,
      @ForAll @Size(min = 1, max = 5) List<@From("fixes") Fix> fixes,
      @ForAll @DoubleRange(min = 0, max = 2_000) double meters) {
    double before = meters(base, fixes);
    double after = meters(base, fixes.stream().map(fix -> fix.coarser(meters)).toList());
    assertThat(Math.abs(after - before)).isLessThanOrEqualTo(meters + ROUNDING);
  }

  /** However coarse or old: what allows for the base never makes a team farther than the base. */
  @Property(tries = 500)
  void aPositionThatAllowsForTheBaseNeverMakesATeamFarther(
      @ForAll("places") GeoPoint base, @ForAll("fixes") Fix fix) {
    double toBase = base.distanceMeters(ALERT);
    double distance = meters(base, List.of(fix));
    if (fix.meters() - fix.mayBeOff() <= toBase) {
      assertThat(distance).isLessThanOrEqualTo(toBase + ROUNDING);
    } else {
      assertThat(distance).isBetween(toBase, fix.meters());
    }
  }

  @Property(tries = 500)
  void theNearestMemberCountsAndOneWithoutAPositionIsAtTheBase(
      @ForAll("places") GeoPoint base,
      @ForAll @Size(max = 5) List<@From("fixes") Fix> fixes,
      @ForAll @IntRange(max = 2) int unlocated) {
    List<Double> each = new ArrayList<>();
    fixes.forEach(fix -> each.add(meters(base, List.of(fix))));
    if (unlocated > 0 || fixes.isEmpty()) {
      each.add(base.distanceMeters(ALERT));
    }
    assertThat(distance(base, fixes, fixes.size() + unlocated, ANYWHERE).meters())
        .isEqualTo(each.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
  }

  /** The search's short cuts for what is too far away change nothing of what is near enough. */
  @Property(tries = 500)
  void itIsTheSameInEveryCircleItIsIn(
      @ForAll("places") GeoPoint base,
      @ForAll @Size(min = 1, max = 5) List<@From("fixes") Fix> fixes,
      @ForAll @DoubleRange(min = 50, max = 30_000) double circle) {
    Team.Distance anywhere = distance(base, fixes, fixes.size(), ANYWHERE);
    Team.Distance inside = distance(base, fixes, fixes.size(), circle);
    if (anywhere.meters() <= circle) {
      assertThat(inside.meters()).isEqualTo(anywhere.meters());
      assertThat(inside.from()).isEqualTo(anywhere.from());
      assertThat(inside.ageSeconds()).isEqualTo(anywhere.ageSeconds());
    } else {
      assertThat(inside.meters()).isInfinite();
    }
    assertThat(inside.seenInside())
        .isEqualTo(fixes.stream().anyMatch(fix -> fix.meters() <= circle));
  }
}
