package muster.report.intake.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.NearbyAlerts;
import muster.contracts.dispatch.Outcome;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.report.intake.Exercises;
import muster.report.intake.KnownAlert;
import muster.report.intake.KnownAlerts;
import muster.report.intake.NearbyAlert;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each statement may be repeated: an event that comes twice changes nothing the second time. */
public final class KnownAlertTable implements KnownAlerts {
  private final JdbcClient jdbc;
  private final Exercises exercises;

  public KnownAlertTable(JdbcClient jdbc, Exercises exercises) {
    this.jdbc = jdbc;
    this.exercises = exercises;
  }

  @Override
  public Optional<KnownAlert> find(AlertReference reference, Collection<JurisdictionCode> within) {
    Optional<UUID> meant =
        switch (reference) {
          case AlertReference.ById(UUID id) -> Optional.of(id);
          case AlertReference.ByNumber(int number) -> findByNumber(number, within);
        };
    return meant.flatMap(id -> Optional.ofNullable(findAll(List.of(id)).get(id)));
  }

  private Optional<UUID> findByNumber(int number, Collection<JurisdictionCode> within) {
    return jdbc.sql(
            """
            select alert_id from known_alert
            where number = :number and jurisdiction like any (:within::text[])
            order by issued_at desc nulls last limit 1
            """)
        .param("number", number)
        .param("within", within.stream().map(code -> code.value() + "%").toArray(String[]::new))
        .query(UUID.class)
        .optional();
  }

  @Override
  public Map<UUID, KnownAlert> findAll(Collection<UUID> alertIds) {
    Map<UUID, KnownAlert> found = new HashMap<>();
    if (alertIds.isEmpty()) {
      return found;
    }
    // A merged alert never runs again, so the way from one to the next has an end.
    jdbc.sql(
            """
            with recursive way as (
              select alert_id as asked, 0 as steps, alert_id, number, jurisdiction, status,
                     outcome, ended_at, merged_into, exercise
              from known_alert where alert_id in (:ids)
              union all
              select way.asked, way.steps + 1, next.alert_id, next.number, next.jurisdiction,
                     next.status, next.outcome, next.ended_at, next.merged_into, next.exercise
              from way join known_alert next on next.alert_id = way.merged_into)
            select distinct on (asked) * from way order by asked, steps desc
            """)
        .param("ids", alertIds)
        .query(
            row -> {
              found.put(row.getObject("asked", UUID.class), alert(row));
            });
    return found;
  }

  private static KnownAlert alert(ResultSet row) throws SQLException {
    String jurisdiction = row.getString("jurisdiction");
    String outcome = row.getString("outcome");
    OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
    return new KnownAlert(
        row.getObject("alert_id", UUID.class),
        row.getObject("number", Integer.class),
        jurisdiction == null ? null : new JurisdictionCode(jurisdiction),
        KnownAlert.Status.valueOf(row.getString("status")),
        outcome == null ? null : Outcome.valueOf(outcome),
        endedAt == null ? null : endedAt.toInstant(),
        row.getBoolean("exercise"));
  }

  @Override
  public List<NearbyAlert> listNearby(
      Category category, GeoPoint place, JurisdictionCode within, Instant now) {
    NearbyAlerts.Box box = NearbyAlerts.around(place);
    return jdbc
        .sql(
            """
            select alert_id, number, headline, issued_at, latitude, longitude from known_alert
            where not over and exercise = :exercise and category = :category
              and latitude between :south and :north and longitude between :west and :east
              and greatest(issued_at, reopened_at) > :since and jurisdiction like :within
            """)
        .param("exercise", exercises.only())
        .param("category", category.name())
        .param("south", box.south())
        .param("north", box.north())
        .param("west", box.west())
        .param("east", box.east())
        .param("since", now.minus(NearbyAlerts.AGE).atOffset(ZoneOffset.UTC))
        .param("within", within.value() + "%")
        .query((row, _) -> nearby(row, place))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparingInt(NearbyAlert::distanceMeters)
                .thenComparing(NearbyAlert::issuedAt, Comparator.reverseOrder()))
        .limit(NearbyAlerts.MAXIMUM)
        .toList();
  }

  private static Optional<NearbyAlert> nearby(ResultSet row, GeoPoint place) throws SQLException {
    GeoPoint there = new GeoPoint(row.getDouble("latitude"), row.getDouble("longitude"));
    OptionalInt meters = NearbyAlerts.distanceMeters(place, there);
    return meters.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NearbyAlert(
                row.getObject("alert_id", UUID.class),
                row.getObject("number", Integer.class),
                row.getString("headline"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                meters.getAsInt()));
  }

  @Override
  public void keepIssued(DispatchEvent.AlertIssued issued) {
    jdbc.sql(
            """
            insert into known_alert (alert_id, jurisdiction, over, number, category, headline,
                                     latitude, longitude, issued_at, exercise)
            values (:id, :jurisdiction, false, :number, :category, :headline,
                    :latitude, :longitude, :at, :exercise)
            on conflict (alert_id) do update
            set jurisdiction = coalesce(known_alert.jurisdiction, excluded.jurisdiction),
                number       = coalesce(known_alert.number, excluded.number),
                category     = coalesce(known_alert.category, excluded.category),
                headline     = coalesce(known_alert.headline, excluded.headline),
                latitude     = coalesce(known_alert.latitude, excluded.latitude),
                longitude    = coalesce(known_alert.longitude, excluded.longitude),
                issued_at    = coalesce(known_alert.issued_at, excluded.issued_at),
                exercise     = excluded.exercise
            """)
        .param("id", issued.alertId())
        .param("jurisdiction", issued.jurisdiction().value())
        .param("number", issued.number())
        .param("category", issued.category().name())
        .param("headline", issued.details().headline())
        .param("latitude", issued.details().location().latitude())
        .param("longitude", issued.details().location().longitude())
        .param("at", issued.at().atOffset(ZoneOffset.UTC))
        .param("exercise", Boolean.TRUE.equals(issued.exercise()))
        .update();
  }

  @Override
  public void keepUpdated(DispatchEvent.AlertUpdated updated) {
    AlertDetails details = updated.details();
    jdbc.sql(
            """
            update known_alert
            set headline = :headline, latitude = :latitude, longitude = :longitude
            where alert_id = :id
            """)
        .param("id", updated.alertId())
        .param("headline", details.headline())
        .param("latitude", details.location().latitude())
        .param("longitude", details.location().longitude())
        .update();
  }

  @Override
  public void keepChanged(DispatchEvent.AlertChanged changed) {
    jdbc.sql("update known_alert set category = :category where alert_id = :id")
        .param("id", changed.alertId())
        .param("category", changed.category().name())
        .update();
  }

  @Override
  public void keepResolved(DispatchEvent.AlertResolved resolved) {
    keepEnded(
        resolved.alertId(), KnownAlert.Status.RESOLVED, resolved.outcome(), resolved.at(), null);
  }

  @Override
  public void keepCancelled(DispatchEvent.AlertCancelled cancelled) {
    keepEnded(cancelled.alertId(), KnownAlert.Status.CANCELLED, null, cancelled.at(), null);
  }

  @Override
  public void keepExpired(DispatchEvent.AlertExpired expired) {
    keepEnded(expired.alertId(), KnownAlert.Status.EXPIRED, null, expired.at(), null);
  }

  @Override
  public void keepMerged(DispatchEvent.AlertMerged merged) {
    // The events of the two alerts come in no order: the other one ran at that moment.
    jdbc.sql(
            """
            insert into known_alert (alert_id, over, number) values (:id, false, :number)
            on conflict (alert_id) do nothing
            """)
        .param("id", merged.into())
        .param("number", merged.intoNumber())
        .update();
    keepEnded(merged.alertId(), KnownAlert.Status.MERGED, null, merged.at(), merged.into());
  }

  private void keepEnded(
      UUID alertId,
      KnownAlert.Status status,
      @Nullable Outcome outcome,
      Instant at,
      @Nullable UUID mergedInto) {
    jdbc.sql(
            """
            insert into known_alert (alert_id, over, status, outcome, ended_at, merged_into)
            values (:id, true, :status, :outcome, :at, :into)
            on conflict (alert_id) do update
            set over = true, status = excluded.status, outcome = excluded.outcome,
                ended_at = excluded.ended_at, merged_into = excluded.merged_into
            """)
        .param("id", alertId)
        .param("status", status.name())
        .param("outcome", outcome == null ? null : outcome.name())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("into", mergedInto)
        .update();
  }

  @Override
  public void keepCorrected(DispatchEvent.OutcomeCorrected corrected) {
    jdbc.sql("update known_alert set outcome = :outcome where alert_id = :id and over")
        .param("id", corrected.alertId())
        .param("outcome", corrected.outcome().name())
        .update();
  }

  @Override
  public void keepReopened(DispatchEvent.AlertReopened reopened) {
    AlertDetails details = reopened.details();
    jdbc.sql(
            """
            insert into known_alert (alert_id, jurisdiction, over, number, category, headline,
                                     latitude, longitude, issued_at, reopened_at, exercise)
            values (:id, :jurisdiction, false, :number, :category, :headline,
                    :latitude, :longitude, :at, :at, :exercise)
            on conflict (alert_id) do update
            set over = false, status = 'RUNNING', outcome = null, ended_at = null,
                number = coalesce(known_alert.number, excluded.number),
                category = excluded.category, headline = excluded.headline,
                latitude = excluded.latitude, longitude = excluded.longitude,
                issued_at = coalesce(known_alert.issued_at, excluded.issued_at),
                reopened_at = excluded.reopened_at,
                exercise = excluded.exercise
            """)
        .param("id", reopened.alertId())
        .param("jurisdiction", reopened.jurisdiction().value())
        .param("number", reopened.number())
        .param("category", reopened.category().name())
        .param("headline", details.headline())
        .param("latitude", details.location().latitude())
        .param("longitude", details.location().longitude())
        .param("at", reopened.at().atOffset(ZoneOffset.UTC))
        .param("exercise", Boolean.TRUE.equals(reopened.exercise()))
        .update();
  }
}
