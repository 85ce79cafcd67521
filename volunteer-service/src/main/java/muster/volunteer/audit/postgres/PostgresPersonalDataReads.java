package muster.volunteer.audit.postgres;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import muster.contracts.access.Caller;
import muster.volunteer.audit.PersonalDataReads;
import muster.volunteer.database.Rows;
import org.springframework.jdbc.core.JdbcTemplate;

/** The record of reads in PostgreSQL. */
public final class PostgresPersonalDataReads implements PersonalDataReads {
  private final Rows rows;
  private final Clock clock;

  public PostgresPersonalDataReads(JdbcTemplate jdbc, Clock clock) {
    this.rows = new Rows(jdbc);
    this.clock = clock;
  }

  @Override
  public void record(Caller reader, List<Shown> shown) {
    Timestamp now = Timestamp.from(clock.instant());
    String[] roles =
        reader.roles().stream().map(role -> role.claim()).sorted().toArray(String[]::new);
    rows.update(
        """
        insert into personal_data_reads (read_at, reader, reader_roles, volunteer_id, fields)
        values (?, ?, ?, ?, ?)
        """,
        shown,
        (statement, one) -> {
          statement.setTimestamp(1, now);
          statement.setString(2, reader.subject());
          statement.setArray(3, statement.getConnection().createArrayOf("text", roles));
          statement.setString(4, one.volunteerId());
          statement.setArray(
              5, statement.getConnection().createArrayOf("text", one.fields().toArray()));
        });
  }
}
