package muster.apiedge;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lists can be narrowed to, the same in all of them: {@code status=A,B} for any of several
 * values, {@code from} and {@code to} for a span of time that has its beginning and not its end.
 */
public final class ListFilters {
  private ListFilters() {}

  /**
   * @param values as they were read from a parameter; null or empty where it is not given. A value
   *     that was left out is null in it
   * @return empty for no filter
   * @throws ProblemException {@code validation} for a value that is left out, as in {@code A,,B}
   */
  public static <T> Set<T> oneOf(String parameter, @Nullable List<T> values) {
    Set<T> wanted = new LinkedHashSet<>();
    for (T value : values == null ? List.<T>of() : values) {
      if (value == null) {
        throw ProblemException.invalid(parameter, "has a value of the wrong form");
      }
      wanted.add(value);
    }
    return wanted;
  }

  /**
   * @throws ProblemException {@code validation} unless the span is longer than nothing
   */
  public static void requireInOrder(@Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null && !from.isBefore(to)) {
      throw ProblemException.invalid("to", "must be later than from");
    }
  }
}
