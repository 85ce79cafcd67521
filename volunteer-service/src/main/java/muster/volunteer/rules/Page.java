package muster.volunteer.rules;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list in the order of its keys.
 *
 * @param last key of the last item when there are more behind it, else null
 */
public record Page<T>(List<T> items, @Nullable String last) {

  /**
   * Where to go on and how far.
   *
   * @param after key of the last item already seen; empty at the beginning
   */
  public record Request(String after, int limit) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
  }

  /**
   * @param found up to one item more than asked for, which tells that there are more
   */
  public static <T> Page<T> of(List<T> found, Request request, Function<T, String> key) {
    if (found.size() <= request.limit()) {
      return new Page<>(List.copyOf(found), null);
    }
    List<T> items = List.copyOf(found.subList(0, request.limit()));
    return new Page<>(items, key.apply(items.getLast()));
  }
}
