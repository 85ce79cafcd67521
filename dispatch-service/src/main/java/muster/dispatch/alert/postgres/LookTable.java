package muster.dispatch.alert.postgres;

import java.time.Instant;
import java.util.List;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.dispatch.alert.DeadlineName;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When alerts that are short of teams look again: rows of db-scheduler's table, one an alert. */
public final class LookTable {

  /**
   * An alert that will look again.
   *
   * @param instance its row
   * @param radiusMeters how far it looks: as far as the widest of its waves
   * @param looking it does at this moment
   */
  public record WaitingLook(
      String instance, Category category, GeoPoint around, double radiusMeters, boolean looking) {}

  private final JdbcClient client;

  public LookTable(JdbcClient client) {
    this.client = client;
  }

  /** The severest first, then the oldest. */
  public List<WaitingLook> listWaiting() {
    return client
        .sql(
            """
            select task_instance, category,
              cast(view -> 'location' ->> 'latitude' as float8),
              cast(view -> 'location' ->> 'longitude' as float8),
              wave.radius, picked
            from scheduled_tasks
              join alert on alert_id = cast(split_part(task_instance, '/', 1) as uuid)
              cross join lateral (
                select max(cast(json ->> 'radiusMeters' as float8)) radius from alert_event
                where alert_event.alert_id = alert.alert_id
                  and name in ('wave.opened.v1', 'wave.opened.v2')
              ) wave
            where task_name = ? and status = 'ESCALATED'
            order by
              array_position(
                array ['EXTREME', 'SEVERE', 'MODERATE', 'MINOR'], view ->> 'severity'),
              issued_at
            """)
        .param(DeadlineName.LOOKS)
        .query(
            (row, n) ->
                new WaitingLook(
                    row.getString(1),
                    Category.valueOf(row.getString(2)),
                    new GeoPoint(row.getDouble(3), row.getDouble(4)),
                    row.getDouble(5),
                    row.getBoolean(6)))
        .list();
  }

  /**
   * Those that are farther away in time come at these times; none is put off. One that somebody
   * else is at comes when it would: nobody is waited for.
   *
   * @param times one for each look
   */
  public void bringForward(List<WaitingLook> looks, List<Instant> times) {
    if (looks.isEmpty()) {
      return;
    }
    String[] instances = looks.stream().map(WaitingLook::instance).toArray(String[]::new);
    client
        .sql(
            """
            with waiting as (
              select task_instance from scheduled_tasks
              where task_name = ? and task_instance = any (cast(? as text[])) and not picked
              for update skip locked
            )
            update scheduled_tasks task set execution_time = earlier.at, version = version + 1
            from waiting
              join unnest(cast(? as text[]), cast(? as timestamptz[])) earlier (instance, at)
                on earlier.instance = waiting.task_instance
            where task.task_name = ? and task.task_instance = waiting.task_instance
              and task.execution_time > earlier.at
            """)
        .params(
            DeadlineName.LOOKS,
            instances,
            instances,
            times.stream().map(Instant::toString).toArray(String[]::new),
            DeadlineName.LOOKS)
        .update();
  }
}
