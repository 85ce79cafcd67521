package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import muster.demo.exercise.Behaviour.Answer;
import org.junit.jupiter.api.Test;

/** Over ten thousand people the figures are the studies'; the same seed gives the same people. */
class BehaviourTest {
  private static final int DRAWS = 10_000;

  private static double[] draws(ToDoubleFunction<Random> draw) {
    Random random = new Random(20220312);
    return DoubleStream.generate(() -> draw.applyAsDouble(random)).limit(DRAWS).toArray();
  }

  private static double mean(double[] draws) {
    return DoubleStream.of(draws).average().orElseThrow();
  }

  private static double quantile(double[] draws, double part) {
    return DoubleStream.of(draws).sorted().skip((long) (part * DRAWS)).findFirst().orElseThrow();
  }

  @Test
  void peopleAcceptAThirdOfTheirCallsAndEachBetweenASixthAndAHalf() {
    double[] shares = draws(Behaviour::acceptance);
    assertThat(mean(shares)).isCloseTo(0.35, within(0.01));
    assertThat(DoubleStream.of(shares).boxed()).allMatch(share -> share >= 0.17 && share <= 0.47);
    assertThat(quantile(shares, 0.9) - quantile(shares, 0.1)).isGreaterThan(0.1);

    double[] accepted =
        draws(
            random ->
                Behaviour.answer(Behaviour.acceptance(random), random) instanceof Answer.Comes
                    ? 1
                    : 0);
    // Of 16.4 who are alerted 5.8 accept.
    assertThat(mean(accepted)).isCloseTo(5.8 / 16.4, within(0.02));
  }

  @Test
  void whoDoesNotComeSaysSoHalfOfTheTime() {
    double[] refused =
        draws(random -> Behaviour.answer(0, random) instanceof Answer.CannotCome ? 1 : 0);
    assertThat(mean(refused)).isCloseTo(0.5, within(0.02));
    double[] silent =
        draws(random -> Behaviour.answer(0, random) instanceof Answer.SaysNothing ? 1 : 0);
    assertThat(mean(silent)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void halfAnswerWithinAQuarterOfAMinuteAndFewAfterOne() {
    double[] seconds = draws(random -> Behaviour.delay(random).toMillis() / 1e3);
    assertThat(quantile(seconds, 0.5)).isCloseTo(15, within(0.6));
    assertThat(DoubleStream.of(seconds).filter(delay -> delay > 60).count() / (double) DRAWS)
        .isCloseTo(0.04, within(0.01));
    assertThat(DoubleStream.of(seconds).boxed()).allMatch(delay -> delay >= 2 && delay <= 180);
  }

  @Test
  void peopleTravelAtTheSpeedThatWasMeasured() {
    double[] all = draws(random -> Behaviour.speed(Behaviour.hasEBike(random), random));
    assertThat(mean(all)).isCloseTo(2.3, within(0.03));
    assertThat(mean(draws(random -> Behaviour.speed(false, random)))).isCloseTo(1.8, within(0.02));
    assertThat(mean(draws(random -> Behaviour.speed(true, random)))).isCloseTo(3.1, within(0.03));
    assertThat(DoubleStream.of(all).boxed()).allMatch(speed -> speed > 1 && speed < 4.4);
  }

  @Test
  void phonesAreOfflineNowAndThenAndNeverForLong() {
    double[] offline = draws(random -> Behaviour.offline(random).toMillis() / 1e3);
    double[] online = draws(random -> Behaviour.online(random).toMillis() / 1e3);
    assertThat(mean(offline) / (mean(offline) + mean(online))).isCloseTo(0.07, within(0.01));
    assertThat(DoubleStream.of(offline).boxed()).allMatch(time -> time >= 0 && time <= 900);
  }

  @Test
  void fewWhoComeWithdraw() {
    assertThat(mean(draws(random -> Behaviour.withdraws(random) ? 1 : 0)))
        .isCloseTo(0.04, within(0.01));
  }

  @Test
  void incidentsComeAsOftenAsIsSaid() {
    double[] minutes =
        draws(random -> Behaviour.exponential(Duration.ofMinutes(10), random).toMillis() / 6e4);
    assertThat(mean(minutes)).isCloseTo(10, within(0.4));
    assertThat(DoubleStream.of(minutes).boxed()).allMatch(time -> time <= 50);
  }

  @Test
  void theSameSeedGivesTheSameAnswers() {
    assertThat(draws(random -> Behaviour.delay(random).toMillis()))
        .containsExactly(draws(random -> Behaviour.delay(random).toMillis()));
  }
}
