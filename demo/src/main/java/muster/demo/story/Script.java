package muster.demo.story;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the called teams do. Parts are given out in the order in which the teams' phones hear of the
 * alert: nobody plays anybody by name, so the teams are whoever dispatch finds nearest.
 */
final class Script {
  /** What one team does. */
  sealed interface Reaction {
    /** Looks, and says yes. */
    record Acknowledges(Duration after, int etaSeconds) implements Reaction {}

    /**
     * @param reason key of the texts
     */
    record Declines(Duration after, String reason) implements Reaction {}

    /** Looks, and is still thinking when it is over. */
    record Hesitates(Duration after) implements Reaction {}

    record DoesNotLook() implements Reaction {}
  }

  /** One comes, which is too few. */
  private static final List<Reaction> FIRST_WAVE =
      List.of(
          new Reaction.Acknowledges(Duration.ofMillis(1_200), 240),
          new Reaction.Declines(Duration.ofMillis(2_000), "person.withChild"),
          new Reaction.Hesitates(Duration.ofMillis(2_500)),
          new Reaction.Declines(Duration.ofMillis(3_000), "person.atWork"));

  /** Two come, one more than needed. */
  private static final List<Reaction> SECOND_WAVE =
      List.of(
          new Reaction.Acknowledges(Duration.ofMillis(900), 300),
          new Reaction.Acknowledges(Duration.ofMillis(1_900), 360),
          new Reaction.Declines(Duration.ofMillis(600), "person.withChild"),
          new Reaction.Hesitates(Duration.ofMillis(700)));

  private static final Reaction REPLACEMENT =
      new Reaction.Declines(Duration.ofMillis(1_500), "person.atWork");

  private final Pace pace;
  private final AtomicInteger inFirstWave = new AtomicInteger();
  private final AtomicInteger later = new AtomicInteger();

  Script(Pace pace) {
    this.pace = pace;
  }

  Reaction next(int wave, boolean replacement) {
    return switch (quick(wave, replacement)) {
      case Reaction.Acknowledges(Duration after, int eta) ->
          new Reaction.Acknowledges(pace.of(after), eta);
      case Reaction.Declines(Duration after, String reason) ->
          new Reaction.Declines(pace.of(after), reason);
      case Reaction.Hesitates(Duration after) -> new Reaction.Hesitates(pace.of(after));
      case Reaction.DoesNotLook nothing -> nothing;
    };
  }

  private Reaction quick(int wave, boolean replacement) {
    if (replacement) {
      return REPLACEMENT;
    }
    return wave == 1
        ? part(FIRST_WAVE, inFirstWave.getAndIncrement())
        : part(SECOND_WAVE, later.getAndIncrement());
  }

  private static Reaction part(List<Reaction> parts, int number) {
    return number < parts.size() ? parts.get(number) : new Reaction.DoesNotLook();
  }
}
