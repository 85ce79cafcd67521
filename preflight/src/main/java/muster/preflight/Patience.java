package muster.preflight;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long neighbours that are not there yet are waited for. */
final class Patience {
  static final String SETTING = "MUSTER_START_PATIENCE";

  static final String NOBODY = "none";

  /** Leaves time to say so and to end, within 30 s of the process's start. */
  static final Duration USUAL = Duration.ofSeconds(25);

  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private Patience() {}

  static Duration read(@Nullable String value, Consumer<Refusal> refused) {
    if (value == null || value.isBlank()) {
      return USUAL;
    }
    Matcher parts = FORM.matcher(value.strip());
    Duration patience = parts.matches() ? duration(parts) : Duration.ZERO;
    if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
      refused.accept(Refusal.of(SETTING, Phrase.PATIENCE_MALFORMED, Redacted.url(value)));
      return USUAL;
    }
    return patience;
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
