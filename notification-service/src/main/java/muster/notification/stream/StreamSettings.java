package muster.notification.stream;

import java.time.Duration;

/**
 * Limits of the streams.
 *
 * @param heartbeat between two heartbeats of a stream, 100 ms to 2 min, since the server closes
 *     what is idle for 5
 * @param retry how long clients are asked to wait before they come back, 0 to 1 min
 * @param maxStreams open at one time on this instance
 * @param maxStreamsPerAccount open at one time for one account; the oldest makes room
 * @param bufferFrames frames that wait for one slow reader
 * @param bufferBytes bytes that wait for one slow reader
 * @param stallTimeout a reader that takes nothing for so long is cut off
 * @param historyEvents events in memory, for those who come back
 * @param historyBytes sum of their sizes as records
 * @param historyAge older ones leave memory
 * @param reachBack how far back this service reads at its start; an alert that has been running for
 *     longer has no details here
 * @param replayContext records read in each partition before a position that is replayed from
 *     Kafka, for the alerts that the first events are about
 * @param maxAlerts alerts in memory
 * @param endedAlertsKept how long an ended alert's tasks still take receipts
 * @param maxReplays replays from Kafka at one time; further ones wait
 */
public record StreamSettings(
    Duration heartbeat,
    Duration retry,
    int maxStreams,
    int maxStreamsPerAccount,
    int bufferFrames,
    int bufferBytes,
    Duration stallTimeout,
    int historyEvents,
    long historyBytes,
    Duration historyAge,
    Duration reachBack,
    int replayContext,
    int maxAlerts,
    Duration endedAlertsKept,
    int maxReplays) {

  public StreamSettings {
    between("heartbeat", heartbeat, Duration.ofMillis(100), Duration.ofMinutes(2));
    between("retry", retry, Duration.ZERO, Duration.ofMinutes(1));
    between("max-streams", maxStreams, 1, 1_000_000);
    between("max-streams-per-account", maxStreamsPerAccount, 1, 1_000);
    between("buffer-frames", bufferFrames, 1, 100_000);
    between("buffer-bytes", bufferBytes, 1_024, 64 << 20);
    between("stall-timeout", stallTimeout, Duration.ofMillis(100), Duration.ofMinutes(10));
    between("history-events", historyEvents, 1, 10_000_000);
    between("history-bytes", historyBytes, 1_024L, 8L << 30);
    between("history-age", historyAge, Duration.ofSeconds(1), Duration.ofDays(365));
    between("reach-back", reachBack, Duration.ofSeconds(1), Duration.ofDays(365));
    between("replay-context", replayContext, 0, 1_000_000);
    between("max-alerts", maxAlerts, 1, 1_000_000);
    between("ended-alerts-kept", endedAlertsKept, Duration.ZERO, Duration.ofDays(7));
    between("max-replays", maxReplays, 1, 1_000);
  }

  static <T extends Comparable<T>> void between(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "muster.stream."
              + name
              + " must be between "
              + least
              + " and "
              + most
              + ", not "
              + value);
    }
  }
}
