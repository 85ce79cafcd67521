package muster.volunteer.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Page;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list on the wire.
 *
 * @param nextCursor for the query parameter {@code cursor}; absent at the end
 */
public record PageJson<T>(List<T> items, @Nullable String nextCursor) {
  private static final int MAX_CURSOR_LENGTH = 200;

  public static <S, T> PageJson<T> of(Page<S> page, Function<S, T> item) {
    String last = page.last();
    return new PageJson<>(
        page.items().stream().map(item).toList(),
        last == null
            ? null
            : Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.getBytes(StandardCharsets.UTF_8)));
  }

  public static Page.Request request(
      FieldChecks checks, @Nullable String cursor, @Nullable Integer limit) {
    int size = limit == null ? Page.Request.DEFAULT_LIMIT : limit;
    checks.require(
        size >= 1 && size <= Page.Request.MAX_LIMIT,
        "limit",
        "must be 1 to " + Page.Request.MAX_LIMIT);
    return new Page.Request(cursor == null ? "" : decode(checks, cursor), size);
  }

  private static String decode(FieldChecks checks, String cursor) {
    if (cursor.length() <= MAX_CURSOR_LENGTH) {
      try {
        String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (key.chars().allMatch(c -> c > ' ' && c < 127)) {
          return key;
        }
      } catch (IllegalArgumentException e) {
        // Said below.
      }
    }
    checks.fail("cursor", "is not one that this list has given");
    return "";
  }
}
