package muster.preflight;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long neighbours that are not there yet are waited for. */
final class Patience {
  static final String SETTING = "MUSTER_START_PATIENCE";

  /** Leaves time to say so and to end, within 30 s of the process's start. */
  static final Duration USUAL = Duration.ofSeconds(25);

  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Nobody is asked. For a start that is meant to come as far as it can without its neighbours, as
   * when a start-up cache is recorded while an image is built.
   */
  static final String NONE = "none";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private Patience() {}

  /** Empty when nobody is to be asked at all. */
  static Optional<Duration> read(@Nullable String value, Consumer<Refusal> refused) {
    if (value == null || value.isBlank()) {
      return Optional.of(USUAL);
    }
    if (value.strip().equals(NONE)) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(value.strip());
    Duration patience = parts.matches() ? duration(parts) : Duration.ZERO;
    if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
      refused.accept(Refusal.of(SETTING, MessageKey.PATIENCE_MALFORMED, Redacted.url(value)));
      return Optional.of(USUAL);
    }
    return Optional.of(patience);
  }

  private static Duration duration(Matcher parts) {
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
