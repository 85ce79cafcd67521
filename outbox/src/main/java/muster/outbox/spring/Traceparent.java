package muster.outbox.spring;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of what this thread is doing, such as {@code
 * 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}. A service makes no spans of its own, so
 * what a client sent is carried on as it came, and there is none where the client sent none.
 */
public final class Traceparent {
  public static final String HEADER = "traceparent";

  /**
   * Of version 00. A later one may mean something else by the same digits, so it counts as none.
   */
  private static final Pattern VERSION_00 =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

  private Traceparent() {}

  /** Empty also for a header that is there twice, malformed, or names no trace: all zeros. */
  public static Optional<String> read(List<String> headerValues) {
    return headerValues.size() == 1
        ? Optional.of(headerValues.getFirst()).filter(value -> VERSION_00.matcher(value).matches())
        : Optional.empty();
  }

  /** Of this thread; empty if it serves no request, or one without. */
  public static Optional<String> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  static void set(@Nullable String value) {
    if (value == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(value);
    }
  }
}
