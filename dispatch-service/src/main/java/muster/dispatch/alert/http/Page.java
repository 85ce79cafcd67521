package muster.dispatch.alert.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * @param nextCursor asks for the next page; absent on the last one
 */
record Page<T>(List<T> items, @Nullable String nextCursor) {
  Page {
    items = List.copyOf(items);
  }

  /**
   * @param found up to one more than the limit: the surplus says that there is a next page
   */
  static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()));
  }
}
