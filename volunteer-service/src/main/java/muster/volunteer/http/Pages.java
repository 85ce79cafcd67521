package muster.volunteer.http;

import java.util.Objects;
import java.util.function.Function;
import muster.apiedge.Cursor;
import muster.volunteer.rules.Page;
import org.jspecify.annotations.Nullable;

/** Pages of the core as clients see them: lists in the order of their keys. */
public final class Pages {
  private Pages() {}

  /**
   * @throws muster.apiedge.ProblemException for a cursor that no list has given
   */
  public static Page.Request request(@Nullable String cursor, int limit) {
    return new Page.Request(Objects.requireNonNullElse(Cursor.key(cursor), ""), limit);
  }

  public static <S, T> muster.apiedge.Page<T> json(Page<S> page, Function<S, T> item) {
    String last = page.last();
    return new muster.apiedge.Page<>(
        page.items().stream().map(item).toList(), last == null ? null : Cursor.of(last));
  }
}
