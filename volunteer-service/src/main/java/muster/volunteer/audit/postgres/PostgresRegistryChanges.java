package muster.volunteer.audit.postgres;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import muster.contracts.access.Caller;
import muster.volunteer.audit.RegistryChanges;
import muster.volunteer.database.Rows;
import org.springframework.jdbc.core.JdbcTemplate;

/** The record of changes in PostgreSQL. */
public final class PostgresRegistryChanges implements RegistryChanges {
  private final Rows rows;
  private final Clock clock;

  public PostgresRegistryChanges(JdbcTemplate jdbc, Clock clock) {
    this.rows = new Rows(jdbc);
    this.clock = clock;
  }

  @Override
  public void record(Caller by, List<Change> changes) {
    Timestamp now = Timestamp.from(clock.instant());
    String[] roles = by.roles().stream().map(role -> role.claim()).sorted().toArray(String[]::new);
    rows.update(
        """
        insert into registry_changes
          (changed_at, changed_by, changer_roles, kind, thing_id, action, fields)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        changes,
        (statement, one) -> {
          statement.setTimestamp(1, now);
          statement.setString(2, by.subject());
          statement.setArray(3, statement.getConnection().createArrayOf("text", roles));
          statement.setString(4, one.kind().name());
          statement.setString(5, one.id());
          statement.setString(6, one.action().name());
          statement.setArray(
              7, statement.getConnection().createArrayOf("text", one.fields().toArray()));
        });
  }
}
