package muster.dispatch.alert.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import muster.dispatch.alert.AlertQueries.After;
import muster.dispatch.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Cursors are opaque to clients: the time and id of a page's last item, or a version. */
final class Cursors {
  private Cursors() {}

  static String of(Instant time, UUID id) {
    return encode(time + " " + id);
  }

  static String of(long version) {
    return encode(Long.toString(version));
  }

  static @Nullable After after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String[] parts = decode(cursor).split(" ", -1);
      if (parts.length == 2) {
        return new After(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unknown();
    }
    throw unknown();
  }

  static long afterVersion(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    try {
      return Long.parseLong(decode(cursor));
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static String decode(String cursor) {
    return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
  }

  private static RuntimeException unknown() {
    return Problems.invalid("cursor", "is not one that this list gave");
  }
}
