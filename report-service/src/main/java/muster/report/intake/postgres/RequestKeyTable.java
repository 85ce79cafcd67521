package muster.report.intake.postgres;

import java.time.Duration;
import java.util.UUID;
import muster.report.intake.RequestKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Under which keys clients have submitted reports. */
public final class RequestKeyTable {
  private final JdbcClient jdbc;

  public RequestKeyTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a key was used for when it was new. */
  public record FirstUse(String fingerprint, UUID reportId) {}

  /** False if the key has been used. Waits for a request under the same key that is under way. */
  public boolean claim(RequestKey key, UUID reportId) {
    return jdbc.sql(
                """
                insert into request_key (submitted_by, key, fingerprint, report_id)
                values (:by, :key, :fingerprint, :report)
                on conflict (submitted_by, key) do nothing
                """)
            .param("by", key.by())
            .param("key", key.key())
            .param("fingerprint", key.fingerprint())
            .param("report", reportId)
            .update()
        == 1;
  }

  /** Of a key that has been used. */
  public FirstUse get(RequestKey key) {
    return jdbc.sql(
            "select fingerprint, report_id from request_key where submitted_by = :by and key = :key")
        .param("by", key.by())
        .param("key", key.key())
        .query(
            (row, _) ->
                new FirstUse(row.getString("fingerprint"), row.getObject("report_id", UUID.class)))
        .single();
  }

  /** Forgets those so old that nobody repeats their request any more. Returns how many. */
  public int forgetOlderThan(Duration age) {
    return jdbc.sql("delete from request_key where used_at < now() - make_interval(secs => :age)")
        .param("age", age.toSeconds())
        .update();
  }
}
