package muster.notification.http;

import io.micronaut.http.HttpRequest;
import java.util.Objects;
import java.util.regex.Pattern;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;

/**
 * Which part of a list is asked for, by the rules and in the words of all services' lists.
 *
 * @param after the position of the last one of the page before; 0 for the first page
 * @param limit how many there are on a page at most
 */
public record PageParameters(int after, int limit) {
  public static final String LIMIT = "limit";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  /**
   * @throws ProblemException {@code validation}
   */
  public static PageParameters of(HttpRequest<?> request) {
    Long after = Cursor.number(KnownParameters.single(request, Cursor.PARAMETER).orElse(null));
    return new PageParameters(
        (int) Math.min(Objects.requireNonNullElse(after, 0L), Integer.MAX_VALUE), limit(request));
  }

  /**
   * Of a list whose cursor is not a position.
   *
   * @throws ProblemException {@code validation}
   */
  public static int limit(HttpRequest<?> request) {
    String text = KnownParameters.single(request, LIMIT).orElse(Page.USUAL_LIMIT);
    if (!NUMBER.matcher(text).matches()) {
      throw ProblemException.invalid(LIMIT, "has a value of the wrong form");
    }
    int limit = Integer.parseInt(text);
    if (limit < 1) {
      throw ProblemException.invalid(LIMIT, "must be greater than or equal to 1");
    }
    if (limit > Page.MAX_LIMIT) {
      throw ProblemException.invalid(LIMIT, "must be less than or equal to " + Page.MAX_LIMIT);
    }
    return limit;
  }
}
