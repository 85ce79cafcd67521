package muster.dispatch.alarm;

import java.time.Duration;

/**
 * When something about the system is an alarm.
 *
 * @param consumerLag a consumer that is so far behind lags, 1 s to 1 h
 * @param outboxAge events that wait for so long to be published are an alarm, 1 s to 1 h
 */
public record AlarmSettings(Duration consumerLag, Duration outboxAge) {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofHours(1);

  public AlarmSettings {
    requireInRange("consumer-lag", consumerLag);
    requireInRange("outbox-age", outboxAge);
  }

  private static void requireInRange(String name, Duration value) {
    if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "muster.alarms.%s must be between %s and %s, not %s".formatted(name, LEAST, MOST, value));
    }
  }
}
