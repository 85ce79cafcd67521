package muster.dispatch.alert.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.Task;
import muster.dispatch.alert.TaskView;
import muster.outbox.Outbox;
import muster.outbox.OutboxRecord;
import muster.outbox.spring.EventOutbox;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The writing side: an alert's events, what is derived from them, and the outbox. */
public final class AlertStore {
  private final JdbcClient client;
  private final EventCodec codec;
  private final EventOutbox outbox;
  private final JsonMapper mapper;

  public AlertStore(JdbcClient client, EventCodec codec, EventOutbox outbox, JsonMapper mapper) {
    this.client = client;
    this.codec = codec;
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
   * @param batch goes along, before the rest: when it fails, nothing of that is tried
   * @throws org.springframework.dao.DuplicateKeyException if the alert was new and somebody else
   *     has written it in the meantime
   */
  public void save(
      AlertState before,
      AlertState.Issued after,
      List<DispatchEvent> events,
      StatementBatch batch) {
    UUID alertId = after.issued().alertId();
    AlertView view = AlertView.of(after).withTasks(List.of());
    switch (before) {
      case AlertState.NotIssued none -> insertAlert(batch, view);
      case AlertState.Issued known -> updateAlert(batch, view);
    }
    List<OutboxRecord> records = outbox.records(events, before.version() + 1);
    insertEvents(batch, alertId, before.version(), events, records);
    upsertTasks(batch, alertId, changedTasks(before, after));
    for (Outbox.Insert insert : outbox.inserts(records)) {
      batch.add(insert.sql(), insert.parameters());
    }
    batch.run(client);
  }

  private void insertAlert(StatementBatch batch, AlertView view) {
    batch.add(
        """
        insert into alert
          (version, status, view, alert_id, category, jurisdiction, issued_at, number,
           latitude, longitude)
        values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)\
        """,
        Arrays.asList(
            view.version(),
            view.status().name(),
            mapper.writeValueAsString(view),
            view.id(),
            view.category().name(),
            view.jurisdiction().value(),
            view.issuedAt().atOffset(ZoneOffset.UTC),
            view.number(),
            view.location().latitude(),
            view.location().longitude()));
  }

  private void updateAlert(StatementBatch batch, AlertView view) {
    batch.add(
        """
        update alert
        set version = ?, status = ?, category = ?, view = ?::jsonb, latitude = ?, longitude = ?
        where alert_id = ?\
        """,
        view.version(),
        view.status().name(),
        view.category().name(),
        mapper.writeValueAsString(view),
        view.location().latitude(),
        view.location().longitude(),
        view.id());
  }

  /**
   * @param records the same events as they are published: with the JSON that is kept here, too
   */
  private static void insertEvents(
      StatementBatch batch,
      UUID alertId,
      long versionBefore,
      List<DispatchEvent> events,
      List<OutboxRecord> records) {
    batch.add(
        """
        insert into alert_event (alert_id, version, name, at, json)
        select ?, ? + event.nth, event.name, event.at, event.json
        from unnest(?::text[], ?::timestamptz[], ?::jsonb[])
          with ordinality event (name, at, json, nth)\
        """,
        alertId,
        versionBefore,
        column(events, event -> EventCodec.nameOf(event.getClass())),
        column(events, event -> event.at().toString()),
        column(records, record -> new String(Objects.requireNonNull(record.value()), UTF_8)));
  }

  private record PlacedTask(int position, TaskView view, @Nullable String guestKey) {}

  private static List<PlacedTask> changedTasks(AlertState before, AlertState.Issued after) {
    Map<UUID, Task> known =
        before instanceof AlertState.Issued issued ? issued.tasks() : new LinkedHashMap<>();
    List<PlacedTask> changed = new ArrayList<>();
    int position = 0;
    for (Task task : after.tasks().values()) {
      position++;
      if (!task.equals(known.get(task.id()))) {
        changed.add(
            new PlacedTask(
                position,
                TaskView.of(after.issued(), task, after.version()),
                GuestKey.of(after.issued().jurisdiction(), task.teamJurisdiction())));
      }
    }
    return changed;
  }

  private void upsertTasks(StatementBatch batch, UUID alertId, List<PlacedTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    batch.add(
        """
        insert into task
          (alert_id, task_id, position, team_id, state, offered_at, view, guest_key)
        select ?, task.*
        from unnest(
          ?::uuid[], ?::int[], ?::text[], ?::text[], ?::timestamptz[], ?::jsonb[], ?::text[]) task
        on conflict (task_id) do update
          set state = excluded.state, offered_at = excluded.offered_at, view = excluded.view,
            guest_key = excluded.guest_key\
        """,
        alertId,
        column(tasks, task -> task.view().id().toString()),
        column(tasks, task -> Integer.toString(task.position())),
        column(tasks, task -> task.view().teamId()),
        column(tasks, task -> task.view().state().name()),
        column(tasks, task -> task.view().offeredAt().toString()),
        column(tasks, task -> mapper.writeValueAsString(task.view())),
        column(tasks, PlacedTask::guestKey));
  }

  private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable String> cell) {
    @Nullable String[] cells = new String[rows.size()];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = cell.apply(rows.get(row));
    }
    return cells;
  }
}
