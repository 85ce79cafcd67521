package muster.outbox.spring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.TimeOrderedIds;
import muster.contracts.Topics;
import muster.outbox.Outbox;
import muster.outbox.OutboxRecord;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a service writes its events with: encodes them, appends them in the transaction of the
 * change they tell of, and wakes the relay when that has committed. Callers hold the row lock of
 * each aggregate they write about: that makes the order of its records the order of its versions.
 * Each event gets an id of its own, and the {@link Traceparent} of what its thread is doing.
 */
public final class EventOutbox {
  private final DataSource dataSource;
  private final Outbox outbox;
  private final String source;
  private final Runnable wake;
  private final EventCodec codec = new EventCodec();

  /**
   * @param source {@code ce_source}, such as {@code /dispatch-service}
   * @param wake called after each commit that appended
   */
  public EventOutbox(DataSource dataSource, Outbox outbox, String source, Runnable wake) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.source = source;
    this.wake = wake;
  }

  /**
   * The events of one aggregate, in their order.
   *
   * @param firstVersion the aggregate's version after the first of the events
   * @return the events as they are going to be published
   * @throws IllegalStateException outside a transaction
   */
  public <E extends Event> List<EventEnvelope<E>> append(List<E> events, long firstVersion) {
    List<EventEnvelope<E>> envelopes = envelopes(events, firstVersion);
    append(encode(envelopes));
    return envelopes;
  }

  /**
   * Records of any aggregates, made by {@link #event} and {@link #tombstone}.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void append(List<OutboxRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    wakeAfterCommit();
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      outbox.append(connection, records);
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The outbox could not be written", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  /**
   * The events of one aggregate, in their order, as they are going to be published; for {@link
   * #inserts}.
   *
   * @param firstVersion the aggregate's version after the first of the events
   */
  public List<OutboxRecord> records(List<? extends Event> events, long firstVersion) {
    return encode(envelopes(events, firstVersion));
  }

  /**
   * The same as {@link #append(List)} for a writer that sends the statements together with its own,
   * in one round trip and in the transaction that is under way now.
   *
   * @throws IllegalStateException outside a transaction
   */
  public List<Outbox.Insert> inserts(List<OutboxRecord> records) {
    if (!records.isEmpty()) {
      wakeAfterCommit();
    }
    return outbox.inserts(records);
  }

  /** What an aggregate of this version did or became. */
  public OutboxRecord event(Event event, long version) {
    return encode(envelope(event, version));
  }

  /**
   * Takes a key out of the compacted topic of these snapshots.
   *
   * @param version of the aggregate, with the change that ends it
   */
  public OutboxRecord tombstone(
      Class<? extends Event> snapshot, String key, Instant at, long version) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", TimeOrderedIds.next().toString());
    headers.put("ce_type", EventCodec.nameOf(snapshot));
    headers.put("ce_source", source);
    headers.put("ce_time", at.toString());
    headers.put("ce_subject", key);
    headers.put("ce_aggregateversion", Long.toString(version));
    Traceparent.current().ifPresent(trace -> headers.put(Traceparent.HEADER, trace));
    return new OutboxRecord(Topics.of(snapshot).topic(), key, null, headers);
  }

  private <E extends Event> List<EventEnvelope<E>> envelopes(List<E> events, long firstVersion) {
    List<EventEnvelope<E>> envelopes = new ArrayList<>(events.size());
    long version = firstVersion;
    for (E event : events) {
      envelopes.add(envelope(event, version++));
    }
    return envelopes;
  }

  private <E extends Event> EventEnvelope<E> envelope(E event, long version) {
    return new EventEnvelope<>(
        TimeOrderedIds.next(), source, version, Traceparent.current().orElse(null), event);
  }

  private List<OutboxRecord> encode(List<? extends EventEnvelope<?>> envelopes) {
    return envelopes.stream().map(this::encode).toList();
  }

  private OutboxRecord encode(EventEnvelope<?> envelope) {
    EventCodec.Encoded encoded = codec.encode(envelope);
    return new OutboxRecord(encoded.topic(), encoded.key(), encoded.value(), encoded.headers());
  }

  private void wakeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake.run();
          }
        });
  }
}
