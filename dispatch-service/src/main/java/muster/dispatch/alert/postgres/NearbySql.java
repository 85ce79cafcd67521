package muster.dispatch.alert.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.NearbyAlerts;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertStatus;
import muster.dispatch.alert.NearbyAlert;

/** How running alerts near a place are looked for, alone or along with something else. */
final class NearbySql {
  /**
   * Those that are in the box around the place; {@link #nearest} leaves out its corners. The index
   * finds them by place, so what is read of their views is read of few.
   */
  static final String QUERY =
      """
      select alert_id, number, status, view ->> 'headline' as headline, issued_at, latitude,
        longitude
      from alert
      where status in ('CALLING', 'COVERED', 'ESCALATED') and category = ?
        and latitude between ? and ? and longitude between ? and ?
        and greatest(issued_at, (view ->> 'reopenedAt')::timestamptz) > ?
        and jurisdiction like ? and (view ->> 'exercise' is not null) = ?\
      """;

  /** Of the query. */
  static final int COLUMNS = 7;

  private NearbySql() {}

  static List<Object> parameters(
      Category category, GeoPoint place, JurisdictionCode within, boolean exercises, Instant now) {
    NearbyAlerts.Box box = NearbyAlerts.around(place);
    return List.of(
        category.name(),
        box.south(),
        box.north(),
        box.west(),
        box.east(),
        now.minus(NearbyAlerts.AGE).atOffset(ZoneOffset.UTC),
        within.value() + "%",
        exercises);
  }

  /** Of a row that begins with the query's columns; empty for what is not near after all. */
  static Optional<NearbyAlert> read(ResultSet row, GeoPoint place) throws SQLException {
    GeoPoint there = new GeoPoint(row.getDouble(6), row.getDouble(7));
    OptionalInt meters = NearbyAlerts.distanceMeters(place, there);
    return meters.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NearbyAlert(
                row.getObject(1, UUID.class),
                row.getObject(2, Integer.class),
                AlertStatus.valueOf(row.getString(3)),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                meters.getAsInt()));
  }

  static List<NearbyAlert> nearest(Collection<NearbyAlert> found) {
    return found.stream()
        .sorted(
            Comparator.comparingInt(NearbyAlert::distanceMeters)
                .thenComparing(NearbyAlert::issuedAt, Comparator.reverseOrder()))
        .limit(NearbyAlerts.MAXIMUM)
        .toList();
  }
}
