package muster.volunteer.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import muster.contracts.volunteer.TeamSnapshot;
import muster.outbox.Outbox;
import muster.outbox.OutboxRecord;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes events to the outbox in the transaction of the change they tell of, and wakes the relay
 * when that has committed. Callers hold the row lock of each aggregate they write about: that makes
 * the order of its records the order of its versions.
 */
public final class Journal {
  static final String SOURCE = "/volunteer-service";

  private final DataSource dataSource;
  private final Outbox outbox;
  private final EventCodec codec = new EventCodec();
  private final Runnable wake;

  public Journal(DataSource dataSource, Outbox outbox, Runnable wake) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.wake = wake;
  }

  /** What an aggregate of this version did or became. */
  public OutboxRecord event(Event event, long version) {
    EventCodec.Encoded encoded =
        codec.encode(new EventEnvelope<>(UUID.randomUUID(), SOURCE, version, null, event));
    return new OutboxRecord(encoded.topic(), encoded.key(), encoded.value(), encoded.headers());
  }

  /** Takes the team out of the compacted topic. */
  public OutboxRecord teamTombstone(String teamId, Instant at, long version) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_type", EventCodec.nameOf(TeamSnapshot.class));
    headers.put("ce_source", SOURCE);
    headers.put("ce_time", at.toString());
    headers.put("ce_subject", teamId);
    headers.put("ce_aggregateversion", Long.toString(version));
    return new OutboxRecord(Topics.Name.VOLUNTEER_TEAMS, teamId, null, headers);
  }

  public void write(List<OutboxRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      outbox.append(connection, records);
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The outbox could not be written", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake.run();
          }
        });
  }
}
