package muster.preflight;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A service can't start with its settings, or without a neighbour; says all that is known. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Refusal> refusals;

  public StartRefused(List<Refusal> refusals) {
    super(Translation.of(Locale.ENGLISH).lines(refusals), null, false, false);
    this.refusals = List.copyOf(refusals);
  }

  public StartRefused(Refusal refusal) {
    this(List.of(refusal));
  }

  /** Inside of what a framework made of it. */
  public static Optional<StartRefused> find(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  public List<Refusal> refusals() {
    return refusals;
  }
}
