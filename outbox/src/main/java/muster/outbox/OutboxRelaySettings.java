package muster.outbox;

import java.time.Duration;

/**
 * What a relay may use and how long it waits.
 *
 * @param schema that holds the outbox's tables
 * @param pageRows most rows read by one statement
 * @param inFlightRows most rows handed to the producer and not yet deleted
 * @param inFlightBytes most bytes of such rows (exceeded by at most one record). With the broker
 *     down this is all that the relay holds in memory; the rest waits in the table
 * @param maxRecordBytes key, value and headers; a larger record is rejected
 * @param pollInterval how often to look without being woken (a writer may die between commit and
 *     wake), and how often a standing-by relay tries to take over
 * @param databaseTimeout after which a silent database connection counts as lost, and the lead with
 *     it
 * @param drainTimeout how long {@link OutboxRelay#close()} goes on publishing what is left
 * @param stallTimeout how long a record may be without the broker's answer while later ones have
 *     theirs; then the relay starts anew from the oldest row, with another producer
 */
public record OutboxRelaySettings(
    String schema,
    int pageRows,
    int inFlightRows,
    int inFlightBytes,
    int maxRecordBytes,
    Duration pollInterval,
    Duration databaseTimeout,
    Duration drainTimeout,
    Duration stallTimeout) {

  /** What is left of Kafka's usual 1 MiB for a request after {@link #REQUEST_OVERHEAD_BYTES}. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 1_032_192;

  /** Room in a request for what Kafka adds to a record. */
  static final int REQUEST_OVERHEAD_BYTES = 16_384;

  public OutboxRelaySettings {
    OutboxTable.checkSchema(schema);
    check("pageRows", pageRows, 1, 10_000);
    check("inFlightRows", inFlightRows, pageRows, 100_000);
    check("inFlightBytes", inFlightBytes, 1_048_576, 536_870_912);
    check("maxRecordBytes", maxRecordBytes, 1_024, 67_108_864);
    check("pollInterval", pollInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
    check("databaseTimeout", databaseTimeout, Duration.ofMillis(500), Duration.ofSeconds(9));
    check("drainTimeout", drainTimeout, Duration.ZERO, Duration.ofMinutes(5));
    check("stallTimeout", stallTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
  }

  public static OutboxRelaySettings defaults() {
    return new OutboxRelaySettings(
        OutboxTable.DEFAULT_SCHEMA,
        1_000,
        5_000,
        16 * 1_048_576,
        DEFAULT_MAX_RECORD_BYTES,
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }

  public OutboxRelaySettings withSchema(String otherSchema) {
    return new OutboxRelaySettings(
        otherSchema,
        pageRows,
        inFlightRows,
        inFlightBytes,
        maxRecordBytes,
        pollInterval,
        databaseTimeout,
        drainTimeout,
        stallTimeout);
  }

  public OutboxRelaySettings withPollInterval(Duration interval) {
    return new OutboxRelaySettings(
        schema,
        pageRows,
        inFlightRows,
        inFlightBytes,
        maxRecordBytes,
        interval,
        databaseTimeout,
        drainTimeout,
        stallTimeout);
  }

  public OutboxRelaySettings withDrainTimeout(Duration timeout) {
    return new OutboxRelaySettings(
        schema,
        pageRows,
        inFlightRows,
        inFlightBytes,
        maxRecordBytes,
        pollInterval,
        databaseTimeout,
        timeout,
        stallTimeout);
  }

  public OutboxRelaySettings withStallTimeout(Duration timeout) {
    return new OutboxRelaySettings(
        schema,
        pageRows,
        inFlightRows,
        inFlightBytes,
        maxRecordBytes,
        pollInterval,
        databaseTimeout,
        drainTimeout,
        timeout);
  }

  private static void check(String field, int number, int min, int max) {
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          "%s: %d is not within %d..%d".formatted(field, number, min, max));
    }
  }

  private static void check(String field, Duration duration, Duration min, Duration max) {
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s: %s is not within %s..%s".formatted(field, duration, min, max));
    }
  }
}
