package muster.dispatch.alarm.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alarm.AlertFacts;
import muster.dispatch.alarm.AlertFacts.TaskFacts;
import muster.dispatch.alarm.Situations;
import muster.dispatch.alarm.StuckAlert;
import muster.dispatch.alert.AlertView;
import muster.dispatch.alert.TaskState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** From what alerts have written: their views, their events and their clocks. */
public final class PostgresSituations implements Situations {
  private static final String TASKS =
      """
      select alert_id, task_id, state, (view ->> 'wave')::int,
        coalesce((view ->> 'reached')::boolean, false), view ->> 'changedAt',
        view ->> 'remindedAt', view ->> 'unstaffedAt'
      from task where alert_id = any (?::uuid[])
      """;

  /**
   * What the views don't say: whether a doubt has come after the last sign of life, and whether the
   * last that was said of cover is that it is lost, by a team's doing and not by a greater need.
   */
  private static final String DOUBT_AND_COVER =
      """
      select asked.alert_id,
        coalesce(
          (select name = 'alert.delivery-doubtful.v1' from alert_event said
           where said.alert_id = asked.alert_id
             and name in ('alert.delivery-doubtful.v1', 'task.reached.v1', 'task.reached-again.v1',
                          'member.answered.v1', 'alert.reopened.v1')
           order by version desc limit 1), false),
        coalesce(
          (select name = 'alert.uncovered.v1'
             and not exists (select from alert_event change
                             where change.alert_id = said.alert_id and change.at = said.at
                               and change.name = 'alert.changed.v1')
           from alert_event said
           where said.alert_id = asked.alert_id
             and name in ('alert.covered.v1', 'alert.uncovered.v1', 'alert.reopened.v1')
           order by version desc limit 1), false)
      from unnest(?::uuid[]) asked (alert_id)
      """;

  /**
   * Clocks are written in the transaction that makes them necessary, so one snapshot shows an alert
   * with all that it needs. One that has failed three times in a row, or is not even tried, does
   * not ring.
   */
  private static final String STUCK =
      """
      select alert_id, number, jurisdiction
      from alert left join (
        select split_part(task_instance, '/', 1) as of_alert,
          bool_or(split_part(task_instance, '/', 2) like 'expiry%') as ends,
          bool_or(split_part(task_instance, '/', 2) like 'wave:%'
            or split_part(task_instance, '/', 2) like 'look-again%') as goes_on,
          bool_or(coalesce(consecutive_failures, 0) >= 3
            or (not picked and execution_time < ?)
            or execution_time < ?) as fails
        from scheduled_tasks where task_name in ('alert-deadline', 'alert-look')
        group by 1
      ) clock on clock.of_alert = alert.alert_id::text
      where status in ('CALLING', 'COVERED', 'ESCALATED')
        and (clock.of_alert is null or fails or not ends
          or (status <> 'COVERED' and not goes_on))
      """;

  /** One that is being worked on may take so much longer: its instance may have died with it. */
  private static final Duration AT_WORK = Duration.ofSeconds(30);

  private final JdbcClient client;
  private final JsonMapper mapper;

  /**
   * @param mapper takes what other versions of this service have written
   */
  public PostgresSituations(JdbcClient client, JsonMapper mapper) {
    this.client = client;
    this.mapper = mapper;
  }

  @Override
  public List<AlertFacts> listFacts(Collection<UUID> alertIds) {
    String[] ids = alertIds.stream().map(UUID::toString).toArray(String[]::new);
    Map<UUID, List<TaskFacts>> tasks = new HashMap<>();
    client
        .sql(TASKS)
        .param(ids)
        .query(
            row -> {
              tasks
                  .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                  .add(
                      new TaskFacts(
                          row.getObject(2, UUID.class),
                          TaskState.valueOf(row.getString(3)),
                          row.getInt(4),
                          row.getBoolean(5),
                          Instant.parse(row.getString(6)),
                          instant(row.getString(7)),
                          instant(row.getString(8))));
            });
    record DoubtAndCover(boolean doubtful, boolean droppedOut) {}
    Map<UUID, DoubtAndCover> more = new HashMap<>();
    client
        .sql(DOUBT_AND_COVER)
        .param(ids)
        .query(
            row -> {
              more.put(
                  row.getObject(1, UUID.class),
                  new DoubtAndCover(row.getBoolean(2), row.getBoolean(3)));
            });
    return client
        .sql("select view from alert where alert_id = any (?::uuid[])")
        .param(ids)
        .query((row, n) -> mapper.readValue(row.getString(1), AlertView.class))
        .list()
        .stream()
        .map(
            alert -> {
              DoubtAndCover known = more.getOrDefault(alert.id(), new DoubtAndCover(false, false));
              return facts(
                  alert,
                  tasks.getOrDefault(alert.id(), List.of()),
                  known.doubtful(),
                  known.droppedOut());
            })
        .toList();
  }

  private static AlertFacts facts(
      AlertView alert, List<TaskFacts> tasks, boolean doubtful, boolean droppedOut) {
    return new AlertFacts(
        alert.id(),
        alert.number(),
        alert.jurisdiction(),
        alert.severity(),
        alert.status(),
        alert.escalation(),
        alert.times(),
        alert.openHelp(),
        tasks,
        doubtful,
        droppedOut);
  }

  @Override
  public List<StuckAlert> listStuck(Instant late) {
    return client
        .sql(STUCK)
        .params(late.atOffset(ZoneOffset.UTC), late.minus(AT_WORK).atOffset(ZoneOffset.UTC))
        .query(
            (row, n) ->
                new StuckAlert(
                    row.getObject(1, UUID.class),
                    row.getObject(2, Integer.class),
                    new JurisdictionCode(row.getString(3))))
        .list();
  }

  @Override
  public boolean hasActed(UUID alertId, String account, Instant since) {
    return client
        .sql(
            """
            select exists (select from alert_event
                           where alert_id = ? and at >= ? and json ->> 'by' = ?)
            """)
        .params(alertId, since.atOffset(ZoneOffset.UTC), account)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Duration outboxAge() {
    return client
        .sql(
            """
            select (extract(epoch from clock_timestamp() - appended_at) * 1000)::bigint
            from outbox order by sequence limit 1
            """)
        .query(Long.class)
        .optional()
        .map(Duration::ofMillis)
        .orElse(Duration.ZERO);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
