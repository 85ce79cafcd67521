package muster.localstack.demo;

import java.time.Duration;

/**
 * What a called team does, by the script: by the wave it was called in and its place among those
 * called. Nobody plays anybody by name, so the nearest teams are whoever dispatch finds.
 */
sealed interface Reaction {
  /** Looks, and says yes. */
  record Acknowledges(Duration after, int etaSeconds) implements Reaction {}

  /**
   * @param reason key of the words
   */
  record Declines(Duration after, String reason) implements Reaction {}

  /** Looks, and is still thinking when it is over. */
  record Hesitates(Duration after) implements Reaction {}

  record DoesNotLook() implements Reaction {}

  static Reaction to(Seen offer) {
    boolean replacement = offer.event().hasNonNull("replaces");
    int wave = offer.event().path("wave").asInt();
    int place = offer.event().path("reason").path("rank").asInt();
    if (replacement) {
      return new Declines(Duration.ofMillis(1_500), "person.atWork");
    }
    return wave == 1 ? inTheFirstWave(place) : later(place);
  }

  /** One comes, which is too few. */
  private static Reaction inTheFirstWave(int place) {
    return switch (place) {
      case 1 -> new Acknowledges(Duration.ofMillis(1_200), 240);
      case 3 -> new Declines(Duration.ofMillis(2_000), "person.withChild");
      case 5 -> new Declines(Duration.ofMillis(3_000), "person.atWork");
      case 4 -> new Hesitates(Duration.ofMillis(2_500));
      default -> new DoesNotLook();
    };
  }

  /** Two come, one more than needed. */
  private static Reaction later(int place) {
    return switch (place) {
      case 1 -> new Acknowledges(Duration.ofMillis(900), 300);
      case 2 -> new Acknowledges(Duration.ofMillis(1_900), 360);
      case 3 -> new Declines(Duration.ofMillis(600), "person.withChild");
      case 4, 5 -> new Hesitates(Duration.ofMillis(700));
      default -> new DoesNotLook();
    };
  }
}
