package muster.dispatch.alert.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.view.AlertView;
import muster.dispatch.alert.view.TaskView;
import muster.dispatch.event.EventRecords;
import muster.outbox.Outbox;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The writing side: an alert's events, what is derived from them, and the outbox. */
public final class AlertStore {
  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final EventCodec codec;
  private final EventRecords records;
  private final Outbox outbox;
  private final JsonMapper mapper;

  public AlertStore(
      JdbcTemplate jdbc, EventCodec codec, EventRecords records, Outbox outbox, JsonMapper mapper) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.codec = codec;
    this.records = records;
    this.outbox = outbox;
    this.mapper = mapper;
  }

  /**
   * The alert's version, with its row locked until the transaction ends; empty if there is none.
   */
  public OptionalLong lock(UUID alertId) {
    return version("select version from alert where alert_id = ? for update", alertId);
  }

  /** As of now, without a lock. */
  public OptionalLong findVersion(UUID alertId) {
    return version("select version from alert where alert_id = ?", alertId);
  }

  private OptionalLong version(String sql, UUID alertId) {
    return client
        .sql(sql)
        .param(alertId)
        .query((row, n) -> OptionalLong.of(row.getLong(1)))
        .optional()
        .orElse(OptionalLong.empty());
  }

  public List<DispatchEvent> listEvents(UUID alertId, long afterVersion) {
    return client
        .sql(
            """
            select name, json from alert_event
            where alert_id = ? and version > ? order by version
            """)
        .param(alertId)
        .param(afterVersion)
        .query(
            (row, n) ->
                (DispatchEvent) codec.fromJson(row.getString(1), row.getString(2).getBytes(UTF_8)))
        .list();
  }

  /**
   * Writes what led from one state to the next. The caller holds the alert's lock, or it is new.
   *
   * @throws org.springframework.dao.DuplicateKeyException if the alert was new and somebody else
   *     has written it in the meantime
   */
  public void save(AlertState before, AlertState.Issued after, List<DispatchEvent> events) {
    UUID alertId = after.issued().alertId();
    AlertView view = AlertView.of(after).withTasks(List.of());
    switch (before) {
      case AlertState.NotIssued none -> insertAlert(view);
      case AlertState.Issued known -> updateAlert(view);
    }
    insertEvents(alertId, before.version(), events);
    upsertTasks(alertId, changedTasks(before, after));
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              outbox.append(connection, records.of(events, before.version() + 1));
              return events.size();
            });
  }

  private void insertAlert(AlertView view) {
    client
        .sql(
            """
            insert into alert (version, status, view, alert_id, category, jurisdiction, issued_at)
            values (?, ?, ?::jsonb, ?, ?, ?, ?)
            """)
        .params(
            view.version(),
            view.status().name(),
            mapper.writeValueAsString(view),
            view.id(),
            view.category().name(),
            view.jurisdiction().value(),
            view.issuedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  private void updateAlert(AlertView view) {
    client
        .sql("update alert set version = ?, status = ?, view = ?::jsonb where alert_id = ?")
        .params(view.version(), view.status().name(), mapper.writeValueAsString(view), view.id())
        .update();
  }

  private void insertEvents(UUID alertId, long versionBefore, List<DispatchEvent> events) {
    batch(
        "insert into alert_event (alert_id, version, name, at, json) values (?, ?, ?, ?, ?::jsonb)",
        insert -> {
          long version = versionBefore;
          for (DispatchEvent event : events) {
            insert.setObject(1, alertId);
            insert.setLong(2, ++version);
            insert.setString(3, EventCodec.nameOf(event.getClass()));
            insert.setObject(4, event.at().atOffset(ZoneOffset.UTC));
            insert.setString(5, new String(codec.toJson(event), UTF_8));
            insert.addBatch();
          }
        });
  }

  private record PlacedTask(int position, TaskView view) {}

  private static List<PlacedTask> changedTasks(AlertState before, AlertState.Issued after) {
    Map<UUID, Task> known =
        before instanceof AlertState.Issued issued ? issued.tasks() : new LinkedHashMap<>();
    List<PlacedTask> changed = new ArrayList<>();
    int position = 0;
    for (Task task : after.tasks().values()) {
      position++;
      if (!task.equals(known.get(task.id()))) {
        changed.add(new PlacedTask(position, TaskView.of(after.issued().alertId(), task)));
      }
    }
    return changed;
  }

  private void upsertTasks(UUID alertId, List<PlacedTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    batch(
        """
        insert into task (task_id, alert_id, position, team_id, state, offered_at, view)
        values (?, ?, ?, ?, ?, ?, ?::jsonb)
        on conflict (task_id) do update
          set state = excluded.state, offered_at = excluded.offered_at, view = excluded.view\
        """,
        upsert -> {
          for (PlacedTask task : tasks) {
            upsert.setObject(1, task.view().id());
            upsert.setObject(2, alertId);
            upsert.setInt(3, task.position());
            upsert.setString(4, task.view().teamId());
            upsert.setString(5, task.view().state().name());
            upsert.setObject(6, task.view().offeredAt().atOffset(ZoneOffset.UTC));
            upsert.setString(7, mapper.writeValueAsString(task.view()));
            upsert.addBatch();
          }
        });
  }

  private interface BatchFill {
    void fill(PreparedStatement statement) throws SQLException;
  }

  /** One round trip. */
  private void batch(String sql, BatchFill fill) {
    jdbc.execute(
        (Connection connection) -> connection.prepareStatement(sql),
        statement -> {
          fill.fill(statement);
          return statement.executeBatch();
        });
  }
}
