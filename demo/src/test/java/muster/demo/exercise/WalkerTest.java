package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import muster.contracts.place.GeoPoint;
import org.junit.jupiter.api.Test;

class WalkerTest {
  private static final GeoPoint BASE = new GeoPoint(34.29179, 117.34248);

  private final HandClock clock = new HandClock();
  private final Beat beat = Beat.of(BASE, "320371003209");
  private final Walker walker = new Walker(beat, 3.1, new Random(1), clock);

  /** Eight hours, looked at each ten seconds as the exercise does. */
  @Test
  void onPatrolSomebodyStrollsWithinTheBeatAndStopsOften() {
    Set<GeoPoint> places = new HashSet<>();
    int still = 0;
    GeoPoint before = walker.here();
    for (int look = 0; look < 8 * 360; look++) {
      clock.advance(Duration.ofSeconds(10));
      walker.patrol();
      GeoPoint here = walker.here();
      // Corners of the way may lie outside the circle, as streets do.
      assertThat(here.distanceMeters(BASE)).isLessThan(Beat.USUAL_RADIUS * 1.5);
      assertThat(here.distanceMeters(before)).isLessThan(Behaviour.PATROL_SPEED * 10 + 0.5);
      still += here.equals(before) ? 1 : 0;
      places.add(here);
      before = here;
    }
    assertThat(places).hasSizeGreaterThan(1_000);
    assertThat(still).isBetween(300, 2_000);
  }

  @Test
  void whoIsCalledGoesThereAndBackAfterwards() {
    GeoPoint alert = Way.moved(BASE, 1_800, 900);
    Way there = walker.wayTo(alert);
    assertThat(walker.here()).isEqualTo(there.corners().getFirst());

    walker.take(there);
    clock.advance(there.takes());
    assertThat(walker.here()).isEqualTo(alert);

    walker.goBack();
    assertThat(walker.here()).isEqualTo(alert);
    clock.advance(Duration.ofHours(1));
    assertThat(walker.here().distanceMeters(BASE)).isLessThanOrEqualTo(Beat.USUAL_RADIUS + 1);
  }
}
