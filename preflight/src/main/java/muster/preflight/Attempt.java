package muster.preflight;

/** What came of asking a neighbour once. */
sealed interface Attempt {
  /** It is there. */
  record Answered() implements Attempt {}

  /** It may still come. */
  record NotYet(StartMessage why) implements Attempt {}

  /** It is there and will never do. */
  record Never(Refusal refusal) implements Attempt {}

  Attempt ANSWERED = new Answered();

  static Attempt notYet(MessageKey why, Object... arguments) {
    return new NotYet(StartMessage.of(why, arguments));
  }
}
