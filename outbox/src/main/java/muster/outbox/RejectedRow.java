package muster.outbox;

import java.time.Instant;

/**
 * A record that the broker has refused for good, without its value.
 *
 * @param sequence its place among the rows of the outbox; a row that is put back gets another one
 * @param bytes of key, value and headers together
 * @param appendedAt when the change was committed that it tells of, about
 * @param reason what the broker said, or the relay
 */
public record RejectedRow(
    long sequence,
    String topic,
    String key,
    int bytes,
    Instant appendedAt,
    Instant rejectedAt,
    String reason) {}
