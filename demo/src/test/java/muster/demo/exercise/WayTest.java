package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import muster.contracts.place.GeoPoint;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WayTest {
  private static final GeoPoint XIZHU = new GeoPoint(34.29179, 117.34248);
  private static final Instant BEGUN = Instant.parse("2022-03-12T01:15:00Z");

  @RepeatedTest(20)
  void itGoesWhereItShouldByStreetsAndNoFasterThanItsOwner(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    GeoPoint to = Way.moved(XIZHU, random.nextInt(-900, 900), random.nextInt(-900, 900));
    Way way = Way.alongStreets(XIZHU, to, 0.1, BEGUN, 2.3, random);
    double direct = XIZHU.distanceMeters(to);

    assertThat(way.at(BEGUN)).isEqualTo(XIZHU);
    assertThat(way.at(way.arrival())).isEqualTo(to);
    assertThat(way.at(way.arrival().plusSeconds(600))).isEqualTo(to);
    assertThat(way.at(BEGUN.minusSeconds(5))).isEqualTo(XIZHU);
    // Around corners, so longer than a bird's, but by no more than two sides of a square.
    assertThat(way.meters()).isBetween(direct * 0.999, direct * Math.sqrt(2) + 2);
    assertThat(way.takes().toMillis()).isCloseTo((long) (way.meters() / 2.3 * 1e3), within(1L));
    GeoPoint before = XIZHU;
    for (Instant now = BEGUN; now.isBefore(way.arrival()); now = now.plusSeconds(10)) {
      assertThat(before.distanceMeters(way.at(now))).isLessThan(23.5);
      before = way.at(now);
    }
    assertThat(way.isOver(way.arrival().minusMillis(1))).isFalse();
    assertThat(way.isOver(way.arrival())).isTrue();
  }

  @Test
  void whoHasAKilometreToGoTakesAboutAsLongAsWasMeasured() {
    Random random = new Random(7);
    double sum = 0;
    for (int i = 0; i < 1_000; i++) {
      double bearing = random.nextDouble() * 2 * Math.PI;
      GeoPoint to = Way.moved(XIZHU, 956 * Math.cos(bearing), 956 * Math.sin(bearing));
      double speed = Behaviour.speed(Behaviour.hasEBike(random), random);
      sum += Way.alongStreets(XIZHU, to, 0, BEGUN, speed, random).takes().toSeconds();
    }
    // 956 m in 6.2 min, where the ways were measured, and not as the crow flies.
    assertThat(Duration.ofSeconds((long) (sum / 1_000)))
        .isBetween(Duration.ofMinutes(6), Duration.ofMinutes(11));
  }

  @Test
  void somebodyWhoStaysIsThereAtOnce() {
    Way way = Way.stayingAt(XIZHU, BEGUN);
    assertThat(way.isOver(BEGUN)).isTrue();
    assertThat(way.at(BEGUN.plusSeconds(60))).isEqualTo(XIZHU);
  }

  @Test
  void itStaysWhereItIsWhenItGoesNowhere() {
    Way way = Way.alongStreets(XIZHU, XIZHU, 0.1, BEGUN, 1, new Random(1));
    assertThat(way.at(BEGUN.plusSeconds(1)).distanceMeters(XIZHU)).isLessThan(0.2);
    assertThat(way.takes()).isLessThan(Duration.ofSeconds(1));
  }
}
