package muster.gateway.session;

/** Where new tokens come from. */
@FunctionalInterface
public interface NewTokens {
  /** What came of asking. */
  sealed interface Outcome {
    record Given(SessionTokens tokens) implements Outcome {}

    /** The issuer knows the session no more, or has ended it. */
    record Refused() implements Outcome {}

    /** Nobody knows: it did not answer, or not as it should. */
    record IssuerAway() implements Outcome {}
  }

  /** Blocks for some seconds at most. */
  Outcome ask(SessionTokens old);
}
