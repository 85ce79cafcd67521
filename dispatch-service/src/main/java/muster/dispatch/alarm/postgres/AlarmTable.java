package muster.dispatch.alarm.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.Alarm.Acknowledged;
import muster.dispatch.alarm.Alarm.Shelving;
import muster.dispatch.alarm.AlarmId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each alarm in a row, as it is now. */
public final class AlarmTable {
  private static final String STATE =
      """
      version, level, sounded_at, acknowledged_by, acknowledged_name, acknowledged_at, shelved_by,
      shelved_name, shelved_at, shelved_until, shelving_reason, gone_at, due_at\
      """;

  private static final String ALL =
      """
      alarm_id, priority, alert_id, number, report_id, jurisdiction, since, raised_at, %s\
      """
          .formatted(STATE);

  private final JdbcClient client;

  public AlarmTable(JdbcClient client) {
    this.client = client;
  }

  /** With its row locked until the transaction ends. */
  public Optional<Alarm> lock(AlarmId id) {
    return client
        .sql("select " + ALL + " from alarm where alarm_id = ? for update")
        .param(id.text())
        .query((row, n) -> alarm(row))
        .optional();
  }

  public Optional<Alarm> find(AlarmId id) {
    return client
        .sql("select " + ALL + " from alarm where alarm_id = ?")
        .param(id.text())
        .query((row, n) -> alarm(row))
        .optional();
  }

  public Optional<Alarm> findStanding(AlarmCondition condition, String subject) {
    return client
        .sql(
            "select " + ALL + " from alarm where condition = ? and subject = ? and gone_at is null")
        .params(condition.name(), subject)
        .query((row, n) -> alarm(row))
        .optional();
  }

  /** The one that stands for the subject, locked. */
  public Optional<Alarm> lockStanding(AlarmCondition condition, String subject) {
    return client
        .sql(
            "select %s from alarm where condition = ? and subject = ? and gone_at is null for update"
                .formatted(ALL))
        .params(condition.name(), subject)
        .query((row, n) -> alarm(row))
        .optional();
  }

  /** The last one of the subject that went then or later, locked. */
  public Optional<Alarm> lockGone(AlarmCondition condition, String subject, Instant after) {
    return client
        .sql(
            """
            select %s from alarm where condition = ? and subject = ? and gone_at >= ?
            order by gone_at desc limit 1 for update
            """
                .formatted(ALL))
        .params(condition.name(), subject, time(after))
        .query((row, n) -> alarm(row))
        .optional();
  }

  /** All that stand for an alert, locked in an order that all keep. */
  public List<Alarm> lockStandingOf(UUID alertId) {
    return client
        .sql(
            "select %s from alarm where alert_id = ? and gone_at is null order by alarm_id for update"
                .formatted(ALL))
        .param(alertId)
        .query((row, n) -> alarm(row))
        .list();
  }

  /** All that stand for these alerts. */
  public List<Alarm> listStandingOf(Collection<UUID> alertIds) {
    return client
        .sql("select " + ALL + " from alarm where alert_id = any (?::uuid[]) and gone_at is null")
        .param(alertIds.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, n) -> alarm(row))
        .list();
  }

  public List<Alarm> listStanding(AlarmCondition condition) {
    return client
        .sql("select " + ALL + " from alarm where condition = ? and gone_at is null")
        .param(condition.name())
        .query((row, n) -> alarm(row))
        .list();
  }

  /** Those of the alerts for which an alarm stands. */
  public Set<UUID> withStanding(Collection<UUID> alertIds) {
    return new HashSet<>(
        client
            .sql(
                """
                select distinct alert_id from alarm
                where alert_id = any (?::uuid[]) and gone_at is null
                """)
            .param(alertIds.stream().map(UUID::toString).toArray(String[]::new))
            .query(UUID.class)
            .list());
  }

  public List<UUID> listAlertsWithStanding() {
    return client
        .sql("select distinct alert_id from alarm where alert_id is not null and gone_at is null")
        .query(UUID.class)
        .list();
  }

  /** The first that are due. */
  public List<AlarmId> listDue(Instant now, int limit) {
    return client
        .sql("select alarm_id from alarm where due_at <= ? order by due_at limit ?")
        .params(time(now), limit)
        .query((row, n) -> AlarmId.of(row.getString(1)))
        .list();
  }

  /**
   * What somebody should see, the most urgent first, of the same urgency the newest.
   *
   * @param goneAfter of what nobody has acknowledged, what is gone since
   * @param after the last one that is known already; of one that is forgotten there is no next
   */
  public List<Alarm> list(
      JurisdictionCode within, Instant goneAfter, @Nullable AlarmId after, int limit) {
    return client
        .sql(
            """
            with listed as (
              select *, case priority when 'HIGH' then 0 when 'MEDIUM' then 1 else 2 end as rank
              from alarm
            ), last as (
              select rank, raised_at, alarm_id from listed where alarm_id = :after
            )
            select %s from listed
            where (gone_at is null or acknowledged_at is null)
              and (gone_at is null or gone_at > :goneAfter)
              and (jurisdiction is null or jurisdiction like :within)
              and (:after::text is null or exists (
                select from last where
                  (listed.rank, last.raised_at, listed.alarm_id)
                  > (last.rank, listed.raised_at, last.alarm_id)))
            order by rank, raised_at desc, alarm_id
            limit :limit
            """
                .formatted(ALL))
        .param("after", after == null ? null : after.text())
        .param("goneAfter", time(goneAfter))
        .param("within", within.value() + "%")
        .param("limit", limit)
        .query((row, n) -> alarm(row))
        .list();
  }

  /** False if there is one of this id, or one that stands for the same subject. */
  public boolean insert(Alarm alarm) {
    JurisdictionCode jurisdiction = alarm.jurisdiction();
    return client
            .sql(
                """
                insert into alarm
                  (alarm_id, condition, subject, priority, alert_id, number, report_id,
                   jurisdiction, since, raised_at, version, level, sounded_at, due_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                Arrays.asList(
                    alarm.id().text(),
                    alarm.condition().name(),
                    alarm.id().subject(),
                    alarm.priority().name(),
                    alarm.alertId(),
                    alarm.number(),
                    alarm.reportId(),
                    jurisdiction == null ? null : jurisdiction.value(),
                    timeOrNull(alarm.since()),
                    time(alarm.raisedAt()),
                    alarm.version(),
                    alarm.level(),
                    time(alarm.soundedAt()),
                    timeOrNull(alarm.dueAt())))
            .update()
        == 1;
  }

  /** Of one whose row is locked. */
  public void update(Alarm alarm) {
    Acknowledged inHand = alarm.acknowledgement();
    Shelving shelf = alarm.shelving();
    client
        .sql(
            """
            update alarm set (%s) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) where alarm_id = ?
            """
                .formatted(STATE))
        .params(
            Arrays.asList(
                alarm.version(),
                alarm.level(),
                time(alarm.soundedAt()),
                inHand == null ? null : inHand.account(),
                inHand == null ? null : inHand.name(),
                inHand == null ? null : time(inHand.at()),
                shelf == null ? null : shelf.account(),
                shelf == null ? null : shelf.name(),
                shelf == null ? null : time(shelf.at()),
                shelf == null ? null : time(shelf.until()),
                shelf == null ? null : shelf.reason(),
                timeOrNull(alarm.goneAt()),
                timeOrNull(alarm.dueAt()),
                alarm.id().text()))
        .update();
  }

  /** Those of whom nobody needs to know that they have been, gone before then. */
  public void forget(Instant goneBefore) {
    client.sql("delete from alarm where gone_at < ?").param(time(goneBefore)).update();
  }

  /** Those that only pages could end, raised before then. */
  public List<AlarmId> listLeftStanding(Collection<AlarmCondition> conditions, Instant before) {
    return client
        .sql(
            """
            select alarm_id from alarm
            where condition = any (?::text[]) and gone_at is null and raised_at < ?
            """)
        .params(conditions.stream().map(Enum::name).toArray(String[]::new), time(before))
        .query((row, n) -> AlarmId.of(row.getString(1)))
        .list();
  }

  private static Alarm alarm(ResultSet row) throws SQLException {
    String jurisdiction = row.getString("jurisdiction");
    return new Alarm(
        AlarmId.of(row.getString("alarm_id")),
        AlarmPriority.valueOf(row.getString("priority")),
        row.getObject("alert_id", UUID.class),
        row.getObject("number", Integer.class),
        row.getObject("report_id", UUID.class),
        jurisdiction == null ? null : new JurisdictionCode(jurisdiction),
        instant(row, "since"),
        requiredInstant(row, "raised_at"),
        requiredInstant(row, "sounded_at"),
        row.getInt("level"),
        row.getString("acknowledged_by") == null
            ? null
            : new Acknowledged(
                row.getString("acknowledged_by"),
                row.getString("acknowledged_name"),
                requiredInstant(row, "acknowledged_at")),
        row.getString("shelved_by") == null
            ? null
            : new Shelving(
                row.getString("shelved_by"),
                row.getString("shelved_name"),
                requiredInstant(row, "shelved_at"),
                requiredInstant(row, "shelved_until"),
                row.getString("shelving_reason")),
        instant(row, "gone_at"),
        instant(row, "due_at"),
        row.getLong("version"));
  }

  private static Instant requiredInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
    return instant == null ? null : time(instant);
  }
}
