package muster.dispatch.alert;

import java.time.Instant;
import java.util.Arrays;

/**
 * A request that is answered once, however often it comes.
 *
 * @param account of the caller, whose key it is
 * @param hash of its body: under the same key another body is another request
 */
public record RepeatableRequest(String account, String key, byte[] hash, Instant at) {
  public boolean hasHash(byte[] other) {
    return Arrays.equals(hash, other);
  }
}
