package muster.report.intake.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Until when claims last. Written by whoever holds the report's row. */
public final class ClaimTable {
  private final JdbcClient jdbc;

  public ClaimTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Instant> findEnd(UUID reportId) {
    return Optional.ofNullable(ends(List.of(reportId)).get(reportId));
  }

  /** Of those that are claimed. */
  public Map<UUID, Instant> ends(Collection<UUID> reportIds) {
    Map<UUID, Instant> ends = new HashMap<>();
    if (!reportIds.isEmpty()) {
      jdbc.sql("select report_id, until from report_claim where report_id in (:ids)")
          .param("ids", reportIds)
          .query(
              row -> {
                ends.put(
                    row.getObject(1, UUID.class),
                    row.getObject(2, OffsetDateTime.class).toInstant());
              });
    }
    return ends;
  }

  public void keep(UUID reportId, Instant until) {
    jdbc.sql(
            """
            insert into report_claim (report_id, until) values (:id, :until)
            on conflict (report_id) do update set until = excluded.until
            """)
        .param("id", reportId)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .update();
  }

  public void forget(UUID reportId) {
    jdbc.sql("delete from report_claim where report_id = :id").param("id", reportId).update();
  }

  /** Reports whose claims are over, the oldest first. */
  public List<UUID> listOver(Instant now, int limit) {
    return jdbc.sql(
            "select report_id from report_claim where until <= :now order by until limit :limit")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(UUID.class)
        .list();
  }
}
