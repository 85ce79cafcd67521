package muster.report.intake;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * UUIDs of version 7 (RFC 9562): milliseconds since 1970, then randomness, so that they sort by
 * time. java.util.UUID makes them itself from JDK 26 on; a library would be more code than this.
 */
public final class TimeOrderedIds implements Supplier<UUID> {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  public TimeOrderedIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public UUID get() {
    long high = clock.millis() << 16 | VERSION_7 | random.nextInt(1 << 12);
    return new UUID(high, random.nextLong() >>> 2 | VARIANT);
  }
}
