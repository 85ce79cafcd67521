package muster.demo.exercise;

import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/** Where somebody is: strolls about the beat, or hurries to an alert. Thread-safe. */
final class Walker {
  private final Beat beat;
  private final double speed;
  private final RandomGenerator random;
  private final Clock clock;
  private Way way;
  private @Nullable Instant stopUntil;

  /**
   * @param speed towards an alert, in metres per second
   */
  Walker(Beat beat, double speed, RandomGenerator random, Clock clock) {
    this.beat = beat;
    this.speed = speed;
    this.random = random;
    this.clock = clock;
    this.way = Way.stayingAt(beat.somewhere(random), clock.instant());
  }

  synchronized GeoPoint here() {
    return way.at(clock.instant());
  }

  /** Goes on to the next place, if it is time to. */
  synchronized void patrol() {
    Instant now = clock.instant();
    if (!way.isOver(now)) {
      return;
    }
    if (stopUntil == null) {
      stopUntil = now.plus(beat.stop(random));
    } else if (!now.isBefore(stopUntil)) {
      goBack();
    }
  }

  /** How it would be from here and now; nobody moves yet. */
  synchronized Way wayTo(GeoPoint place) {
    return beat.hurry(here(), place, clock.instant(), speed, random);
  }

  synchronized void take(Way next) {
    way = next;
    stopUntil = null;
  }

  synchronized void goBack() {
    take(beat.stroll(here(), clock.instant(), random));
  }
}
