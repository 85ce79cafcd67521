package muster.demo.exercise;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How people behave who are called. What is measured stands here with where it comes from; what is
 * not is said to be assumed.
 *
 * <ul>
 *   <li><b>Acceptance</b>: people accept 17 to 47 % of the alerts they get (Khalemsky 2023), 35 %
 *       in Denmark, where 16.4 are alerted and 5.8 accept. Each person has a share of their own
 *       between the two, 35 % on average.
 *   <li><b>Speed</b>: 2.3 m/s on the way, 1.8 in dense streets, 3.1 in open country; half of them
 *       have 956 m to go and take 6.2 min. Here who walks makes 1.8 and who rides an e-bike 3.1, by
 *       as many of the one and the other that it is 2.3 on average.
 *   <li><b>Delay</b> until somebody answers: not in these studies. Assumed: log-normal, half within
 *       15 s, one in twenty-five after the minute that the policy for a theft gives.
 *   <li><b>Assumed</b>, too: of those who do not come half say so, the rest says nothing; one in
 *       twenty-five who comes has to withdraw; of 40 minutes a phone is offline for three.
 * </ul>
 */
final class Behaviour {
  static final double LEAST_ACCEPTANCE = 0.17;
  static final double ACCEPTANCE = 0.35;
  static final double MOST_ACCEPTANCE = 0.47;
  static final double SPEED_ON_FOOT = 1.8;
  static final double SPEED_BY_E_BIKE = 3.1;

  /** Mixed to the 2.3 m/s of all: 0.615 x 1.8 + 0.385 x 3.1. */
  static final double E_BIKE_SHARE = 0.385;

  /** On patrol people stroll. */
  static final double PATROL_SPEED = 1.1;

  static final Duration MEDIAN_DELAY = Duration.ofSeconds(15);
  static final Duration LEAST_DELAY = Duration.ofSeconds(2);
  static final Duration MOST_DELAY = Duration.ofMinutes(3);

  private static final double ACCEPTANCE_SPREAD = 0.06;
  private static final double DELAY_SPREAD = 0.8;
  private static final double SPEED_SPREAD = 0.15;
  private static final double SPEED_BOUND = 0.4;
  private static final double SAYS_NO = 0.5;
  private static final double WITHDRAWS = 0.04;
  private static final Duration ONLINE = Duration.ofMinutes(40);
  private static final Duration OFFLINE = Duration.ofMinutes(3);

  private Behaviour() {}

  /** What one person says to one call. */
  sealed interface Answer {
    record Comes(Duration after) implements Answer {}

    record CannotCome(Duration after) implements Answer {}

    /** Looks, and says nothing. */
    record SaysNothing(Duration after) implements Answer {}
  }

  /** Of a person: how many of all calls are accepted. */
  static double acceptance(RandomGenerator random) {
    return Math.clamp(
        ACCEPTANCE + ACCEPTANCE_SPREAD * random.nextGaussian(), LEAST_ACCEPTANCE, MOST_ACCEPTANCE);
  }

  static Answer answer(double acceptance, RandomGenerator random) {
    Duration after = delay(random);
    if (random.nextDouble() < acceptance) {
      return new Answer.Comes(after);
    }
    return random.nextDouble() < SAYS_NO
        ? new Answer.CannotCome(after)
        : new Answer.SaysNothing(after);
  }

  static Duration delay(RandomGenerator random) {
    double seconds = MEDIAN_DELAY.toSeconds() * Math.exp(DELAY_SPREAD * random.nextGaussian());
    return Duration.ofMillis(
        (long) (1_000 * Math.clamp(seconds, LEAST_DELAY.toSeconds(), MOST_DELAY.toSeconds())));
  }

  static boolean hasEBike(RandomGenerator random) {
    return random.nextDouble() < E_BIKE_SHARE;
  }

  /** In metres per second, towards an alert. */
  static double speed(boolean eBike, RandomGenerator random) {
    double usual = eBike ? SPEED_BY_E_BIKE : SPEED_ON_FOOT;
    return usual
        * Math.clamp(1 + SPEED_SPREAD * random.nextGaussian(), 1 - SPEED_BOUND, 1 + SPEED_BOUND);
  }

  static boolean withdraws(RandomGenerator random) {
    return random.nextDouble() < WITHDRAWS;
  }

  /** Until the phone is offline next. */
  static Duration online(RandomGenerator random) {
    return exponential(ONLINE, random);
  }

  static Duration offline(RandomGenerator random) {
    return exponential(OFFLINE, random);
  }

  /** Between two of what comes by chance, that long apart on average; five times that at most. */
  static Duration exponential(Duration mean, RandomGenerator random) {
    return Duration.ofMillis((long) (mean.toMillis() * Math.min(5, random.nextExponential())));
  }

  static Duration between(Duration least, Duration most, RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
  }
}
