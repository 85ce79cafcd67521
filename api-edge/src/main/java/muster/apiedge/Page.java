package muster.apiedge;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, as clients see it.
 *
 * @param nextCursor asks for the next page, as the parameter {@code cursor}; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  /** The most a client may ask for, where a list has no limit of its own. */
  public static final int MAX_LIMIT = 200;

  /** What a client gets that asks for no number; a text, as annotations want it. */
  public static final String USUAL_LIMIT = "50";

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param found up to one more than the limit: the surplus says that there is a next page
   * @param cursor of the last item on this page
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()));
  }

  /** The same page with its items in another form. */
  public <R> Page<R> map(Function<T, R> form) {
    return new Page<>(items.stream().map(form).toList(), nextCursor);
  }
}
