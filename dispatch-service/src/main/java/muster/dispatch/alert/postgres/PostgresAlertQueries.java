package muster.dispatch.alert.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertNotes;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.MyTaskView;
import muster.dispatch.alert.NearbyAlert;
import muster.dispatch.alert.Note;
import muster.dispatch.alert.TaskState;
import muster.dispatch.alert.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The reading side: answers from what {@link AlertStore} has written. */
public final class PostgresAlertQueries implements AlertQueries {
  /** What people look for an alert by. */
  private static final String TEXTS =
      "concat_ws(' ', view ->> 'headline', view ->> 'description', view ->> 'address', view ->> 'note')";

  private static final String NOTED =
      """
      exists (select from alert_event note
              where note.alert_id = alert.alert_id and note.name = 'alert.note-added.v1'
                and strpos(lower(note.json ->> 'text'), lower(?)) > 0)\
      """;

  private final JdbcClient client;
  private final JsonMapper mapper;

  public PostgresAlertQueries(JdbcClient client, JsonMapper mapper) {
    this.client = client;
    this.mapper = mapper;
  }

  @Override
  public Optional<AlertPlace> findPlace(UUID alertId) {
    return client
        .sql("select alert_id, jurisdiction from alert where alert_id = ?")
        .param(alertId)
        .query((row, n) -> place(row))
        .optional();
  }

  @Override
  public Optional<AlertPlace> findPlace(int number, JurisdictionCode scope) {
    List<Object> parameters = new ArrayList<>(List.of(number, scope.value() + "%"));
    String guest = GuestKey.condition(scope, scope, parameters);
    return client
        .sql(
            """
            select alert_id, jurisdiction from alert
            where number = ? and (jurisdiction like ?
              or exists (select from task where task.alert_id = alert.alert_id and %s))
            order by issued_at desc, alert_id desc limit 1
            """
                .formatted(guest))
        .params(parameters)
        .query((row, n) -> place(row))
        .optional();
  }

  @Override
  public boolean isGuest(JurisdictionCode scope, UUID alertId) {
    List<Object> parameters = new ArrayList<>(List.of(alertId));
    String guest = GuestKey.condition(scope, scope, parameters);
    return client
        .sql("select exists (select from task where alert_id = ? and " + guest + ")")
        .params(parameters)
        .query(Boolean.class)
        .single();
  }

  private static AlertPlace place(ResultSet row) throws SQLException {
    return new AlertPlace(row.getObject(1, UUID.class), new JurisdictionCode(row.getString(2)));
  }

  @Override
  public Optional<AlertView> findAlert(UUID alertId) {
    return client
        .sql("select view from alert where alert_id = ?")
        .param(alertId)
        .query(String.class)
        .optional()
        .map(json -> mapper.readValue(json, AlertView.class))
        .map(alert -> withNotes(withTasks(List.of(alert)).getFirst()));
  }

  private AlertView withNotes(AlertView alert) {
    AtomicInteger count = new AtomicInteger();
    List<Note> latest =
        client
            .sql(
                """
                select json ->> 'by', json ->> 'text', at, count(*) over () from alert_event
                where alert_id = ? and name = 'alert.note-added.v1'
                order by version desc limit ?
                """)
            .params(alert.id(), AlertNotes.LATEST)
            .query(
                (row, n) -> {
                  count.set(row.getInt(4));
                  return new Note(
                      row.getString(1),
                      row.getString(2),
                      row.getObject(3, OffsetDateTime.class).toInstant());
                })
            .list();
    return latest.isEmpty() ? alert : alert.withNotes(new AlertNotes(count.get(), latest));
  }

  @Override
  public List<AlertView> listAlerts(AlertFilter filter, int limit) {
    StringBuilder sql = new StringBuilder("select view from alert where ");
    List<Object> parameters = new ArrayList<>();
    addWhose(sql, parameters, filter);
    addOneOf(sql, parameters, "status", filter.statuses());
    addOneOf(sql, parameters, "category", filter.categories());
    if (filter.from() != null) {
      sql.append(" and issued_at >= ?");
      parameters.add(filter.from().atOffset(ZoneOffset.UTC));
    }
    if (filter.to() != null) {
      sql.append(" and issued_at < ?");
      parameters.add(filter.to().atOffset(ZoneOffset.UTC));
    }
    if (filter.search() != null) {
      // Who reads an alert as a guest does not read its notes.
      sql.append(" and (strpos(lower(").append(TEXTS).append("), lower(?)) > 0");
      parameters.add(filter.search());
      sql.append(" or (jurisdiction like ? and ").append(NOTED).append("))");
      parameters.add(filter.scope().value() + "%");
      parameters.add(filter.search());
    }
    if (filter.after() != null) {
      sql.append(" and (issued_at, alert_id) < (?, ?)");
      parameters.add(filter.after().time().atOffset(ZoneOffset.UTC));
      parameters.add(filter.after().id());
    }
    sql.append(" order by issued_at desc, alert_id desc limit ?");
    parameters.add(limit);
    return client
        .sql(sql.toString())
        .params(parameters)
        .query((row, n) -> mapper.readValue(row.getString(1), AlertView.class).withoutTasks())
        .list();
  }

  /** The ids of the others are gathered once, so that an index serves both. */
  private static void addWhose(StringBuilder sql, List<Object> parameters, AlertFilter filter) {
    List<String> whose = new ArrayList<>();
    if (!Boolean.TRUE.equals(filter.guest())) {
      whose.add("jurisdiction like ?");
      parameters.add(filter.within().value() + "%");
    }
    if (!Boolean.FALSE.equals(filter.guest())) {
      whose.add(
          "alert_id = any (array(select alert_id from task where "
              + GuestKey.condition(filter.scope(), filter.within(), parameters)
              + "))");
    }
    sql.append("(").append(String.join(" or ", whose)).append(")");
  }

  @Override
  public List<NearbyAlert> listNearby(
      Category category, GeoPoint place, JurisdictionCode within, boolean exercises, Instant now) {
    return NearbySql.nearest(
        client
            .sql(NearbySql.QUERY)
            .params(NearbySql.parameters(category, place, within, exercises, now))
            .query((row, n) -> NearbySql.read(row, place))
            .list()
            .stream()
            .flatMap(Optional::stream)
            .toList());
  }

  /** Of a query that has a condition already. */
  private static void addOneOf(
      StringBuilder sql,
      List<Object> parameters,
      String column,
      Collection<? extends Enum<?>> wanted) {
    if (!wanted.isEmpty()) {
      sql.append(" and ").append(column).append(" = any (?::text[])");
      parameters.add(wanted.stream().map(Enum::name).toArray(String[]::new));
    }
  }

  @Override
  public List<ListedTask> listTasksOf(UUID alertId, TaskFilter filter, int limit) {
    StringBuilder sql =
        // One statement, so that each task is as it was with the alert's version beside it.
        new StringBuilder(
            """
            select position, task.view, alert.version from task join alert using (alert_id)
            where alert_id = ? and position > ?\
            """);
    List<Object> parameters = new ArrayList<>(List.of(alertId, filter.after()));
    addOneOf(sql, parameters, "state", filter.states());
    sql.append(" order by position limit ?");
    parameters.add(limit);
    return client
        .sql(sql.toString())
        .params(parameters)
        .query((row, n) -> new ListedTask(row.getLong(1), task(row.getString(2), row.getLong(3))))
        .list();
  }

  private TaskView task(String json, long alertVersion) {
    return mapper.readValue(json, TaskView.class).at(alertVersion);
  }

  @Override
  public List<TimelineEntry> listTimeline(UUID alertId, long afterVersion, int limit) {
    return client
        .sql(
            """
            select version, at, name, json from alert_event
            where alert_id = ? and version > ? order by version limit ?
            """)
        .params(alertId, afterVersion, limit)
        .query(
            (row, n) ->
                new TimelineEntry(
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3),
                    row.getString(4)))
        .list();
  }

  @Override
  public Optional<TaskPlace> findTask(UUID taskId) {
    return findKept(taskId)
        .flatMap(
            kept -> {
              String next = kept.passedOnTo();
              return next == null ? Optional.of(kept.place()) : findTask(UUID.fromString(next));
            });
  }

  private record KeptTask(TaskPlace place, @Nullable String passedOnTo) {}

  private Optional<KeptTask> findKept(UUID taskId) {
    return client
        .sql(
            """
            select alert_id, team_id, guest_key, view ->> 'passedOnTo' from task where task_id = ?
            """)
        .param(taskId)
        .query(
            (row, n) -> {
              String guestKey = row.getString(3);
              return new KeptTask(
                  new TaskPlace(
                      taskId,
                      row.getObject(1, UUID.class),
                      row.getString(2),
                      guestKey == null ? null : GuestKey.team(guestKey)),
                  row.getString(4));
            })
        .optional();
  }

  /** A merged alert never runs again, so there is no way round in a circle. */
  @Override
  public UUID goesOnIn(UUID alertId) {
    UUID last = alertId;
    for (Optional<UUID> next = mergedInto(last); next.isPresent(); next = mergedInto(last)) {
      last = next.get();
    }
    return last;
  }

  private Optional<UUID> mergedInto(UUID alertId) {
    return client
        .sql(
            """
            select (view ->> 'mergedInto')::uuid from alert
            where alert_id = ? and status = 'MERGED'
            """)
        .param(alertId)
        .query((row, n) -> row.getObject(1, UUID.class))
        .optional();
  }

  @Override
  public List<MyTaskView> listTasks(
      Collection<String> teamIds, Set<TaskState> states, @Nullable After after, int limit) {
    StringBuilder sql =
        new StringBuilder(
            """
            select task.view, alert.view from task join alert using (alert_id)
            where task.team_id = any (?::text[])\
            """);
    List<Object> parameters = new ArrayList<>();
    parameters.add(teamIds.toArray(String[]::new));
    addOneOf(sql, parameters, "task.state", states);
    if (after != null) {
      sql.append(" and (task.offered_at, task.task_id) < (?, ?)");
      parameters.add(after.time().atOffset(ZoneOffset.UTC));
      parameters.add(after.id());
    }
    sql.append(" order by task.offered_at desc, task.task_id desc limit ?");
    parameters.add(limit);
    return client
        .sql(sql.toString())
        .params(parameters)
        .query(
            (row, n) ->
                MyTaskView.of(
                    mapper.readValue(row.getString(1), TaskView.class),
                    mapper.readValue(row.getString(2), AlertView.class)))
        .list();
  }

  @Override
  public List<AlertView> withTasks(List<AlertView> alerts) {
    if (alerts.isEmpty()) {
      return alerts;
    }
    Map<UUID, List<TaskView>> tasks = new LinkedHashMap<>();
    alerts.forEach(alert -> tasks.put(alert.id(), new ArrayList<>()));
    client
        .sql(
            """
            select task.view, alert.version from task join alert using (alert_id)
            where alert_id = any (?) order by alert_id, position
            """)
        .param(alerts.stream().map(AlertView::id).toArray(UUID[]::new))
        .query((row, n) -> task(row.getString(1), row.getLong(2)))
        .list()
        .forEach(
            task -> {
              List<TaskView> ofAlert = tasks.get(task.alertId());
              if (ofAlert != null) {
                ofAlert.add(task);
              }
            });
    return alerts.stream()
        .map(alert -> alert.withTasks(tasks.getOrDefault(alert.id(), List.of())))
        .toList();
  }
}
