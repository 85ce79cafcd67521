package muster.apiedge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import muster.contracts.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ends and the next begins, opaque to clients. Reading gives null for no
 * cursor, and refuses one that no list has given: of another form, or with a time beyond {@link
 * TimeRange}.
 */
public final class Cursor {
  /** The parameter's name. */
  public static final String PARAMETER = "cursor";

  static final String MESSAGE = "is not one that this list gave";
  private static final int MAX_LENGTH = 400;

  private Cursor() {}

  /** A list in order of time, and of ids within the same time. */
  public record TimeAndId(Instant time, UUID id) {}

  public static String of(Instant time, UUID id) {
    return encode(time + " " + id);
  }

  /** A list in order of versions or sequence numbers. */
  public static String of(long number) {
    return encode(Long.toString(number));
  }

  /** A list in order of ids. */
  public static String of(UUID id) {
    return encode(id.toString());
  }

  /**
   * A list in order of keys.
   *
   * @param key visible ASCII, at most 300 characters
   */
  public static String of(String key) {
    return encode(key);
  }

  public static @Nullable TimeAndId timeAndId(@Nullable String cursor) {
    return read(
        cursor,
        text -> {
          int space = text.indexOf(' ');
          Instant time = Instant.parse(text.substring(0, Math.max(space, 0)));
          return TimeRange.contains(time)
              ? new TimeAndId(time, uuid(text.substring(space + 1)))
              : null;
        });
  }

  /** Zero or more. */
  public static @Nullable Long number(@Nullable String cursor) {
    return read(
        cursor,
        text -> {
          long number = Long.parseLong(text);
          return number < 0 ? null : number;
        });
  }

  public static @Nullable UUID id(@Nullable String cursor) {
    return read(cursor, Cursor::uuid);
  }

  public static @Nullable String key(@Nullable String cursor) {
    return read(
        cursor,
        text -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127) ? text : null);
  }

  private static <T> @Nullable T read(
      @Nullable String cursor, Function<String, @Nullable T> reader) {
    if (cursor == null) {
      return null;
    }
    if (cursor.length() <= MAX_LENGTH) {
      try {
        T place = reader.apply(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
        if (place != null) {
          return place;
        }
      } catch (IllegalArgumentException | DateTimeException e) {
        throw unknown();
      }
    }
    throw unknown();
  }

  /** The JDK's own reading takes shorter spellings too. */
  private static UUID uuid(String text) {
    UUID id = UUID.fromString(text);
    if (!id.toString().equals(text)) {
      throw new IllegalArgumentException(text);
    }
    return id;
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** What is said of a cursor that no list has given. */
  public static ProblemException unknown() {
    return ProblemException.invalid(PARAMETER, MESSAGE);
  }
}
