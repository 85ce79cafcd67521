package muster.contracts;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * New ids for what events are about, and for the events themselves: UUIDs of version 7 (RFC 9562),
 * milliseconds since 1970, then chance, so that they sort by time and rows with new ids lie beside
 * each other in an index. The JDK makes them from version 26 on; until then these lines are less
 * than a library.
 */
public final class TimeOrderedIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedIds() {}

  public static UUID next() {
    long high = (System.currentTimeMillis() << 16) | 0x7000 | RANDOM.nextInt(0x1000);
    long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
