package muster.notification.stream;

import java.time.Duration;

/**
 * Limits of what is kept in memory for desks, beside alerts ({@link StreamSettings}).
 *
 * @param remembered events, and reports with where they are, that are remembered in order to tell
 *     nothing twice, 1 to 1,000,000; some 100 bytes each, twice
 */
public record DeskSettings(Memory reports, Memory registry, Memory alarms, int remembered) {

  /**
   * What is kept of one topic. What is older is read from Kafka when somebody comes back to it.
   *
   * @param topic its name in the settings
   * @param historyEvents events in memory, 1 to 10,000,000
   * @param historyBytes sum of their sizes as records, 1 KiB to 8 GiB
   * @param reachBack how far back it is read at the start, 1 s to 365 days
   */
  public record Memory(String topic, int historyEvents, long historyBytes, Duration reachBack) {
    public Memory {
      StreamSettings.between(topic + ".history-events", historyEvents, 1, 10_000_000);
      StreamSettings.between(topic + ".history-bytes", historyBytes, 1_024L, 8L << 30);
      StreamSettings.between(
          topic + ".reach-back", reachBack, Duration.ofSeconds(1), Duration.ofDays(365));
    }

    EventHistory history(Position start) {
      return new EventHistory(historyEvents, historyBytes, start);
    }
  }

  public DeskSettings {
    StreamSettings.between("desks-remember", remembered, 1, 1_000_000);
  }
}
