package muster.dispatch.alert.postgres;

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
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.MyTaskView;
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

  private final JdbcClient client;
  private final JsonMapper mapper;

  public PostgresAlertQueries(JdbcClient client, JsonMapper mapper) {
    this.client = client;
    this.mapper = mapper;
  }

  @Override
  public Optional<JurisdictionCode> findJurisdiction(UUID alertId) {
    return client
        .sql("select jurisdiction from alert where alert_id = ?")
        .param(alertId)
        .query(String.class)
        .optional()
        .map(JurisdictionCode::new);
  }

  @Override
  public Optional<AlertView> findAlert(UUID alertId) {
    return client
        .sql("select view from alert where alert_id = ?")
        .param(alertId)
        .query(String.class)
        .optional()
        .map(json -> mapper.readValue(json, AlertView.class))
        .map(alert -> withTasks(List.of(alert)).getFirst());
  }

  @Override
  public List<AlertView> listAlerts(AlertFilter filter, int limit) {
    StringBuilder sql = new StringBuilder("select view from alert where jurisdiction like ?");
    List<Object> parameters = new ArrayList<>();
    parameters.add(filter.within().value() + "%");
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
      sql.append(" and strpos(lower(").append(TEXTS).append("), lower(?)) > 0");
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
        new StringBuilder("select position, view from task where alert_id = ? and position > ?");
    List<Object> parameters = new ArrayList<>(List.of(alertId, filter.after()));
    addOneOf(sql, parameters, "state", filter.states());
    sql.append(" order by position limit ?");
    parameters.add(limit);
    return client
        .sql(sql.toString())
        .params(parameters)
        .query(
            (row, n) ->
                new ListedTask(row.getLong(1), mapper.readValue(row.getString(2), TaskView.class)))
        .list();
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
    return client
        .sql("select alert_id, team_id from task where task_id = ?")
        .param(taskId)
        .query((row, n) -> new TaskPlace(row.getObject(1, UUID.class), row.getString(2)))
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
        .sql("select view from task where alert_id = any (?) order by alert_id, position")
        .param(alerts.stream().map(AlertView::id).toArray(UUID[]::new))
        .query((row, n) -> mapper.readValue(row.getString(1), TaskView.class))
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
