package muster.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with what CloudEvents 1.0 says about it.
 *
 * @param id {@code ce_id}: the same for every repetition of the event, so consumers can tell
 * @param source {@code ce_source}: the service that wrote it, such as {@code /dispatch-service}
 * @param version {@code ce_aggregateversion}: grows by one with each event of the aggregate, from
 *     1; 0 where events of one key have no order to rely on
 * @param traceparent W3C trace context, if the writer had one
 */
public record EventEnvelope<E extends Event>(
    UUID id, String source, long version, @Nullable String traceparent, E event) {

  /** {@code ce_time}. */
  public Instant time() {
    return event.at();
  }

  /** {@code ce_subject} and the record's key. */
  public String subject() {
    return event.key();
  }
}
