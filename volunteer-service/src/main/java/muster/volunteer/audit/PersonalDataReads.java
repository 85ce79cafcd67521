package muster.volunteer.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import muster.contracts.access.Caller;
import muster.volunteer.journal.Rows;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Leaves a trace of who read whose personal data. Called in the transaction of the read: what can't
 * be recorded is not shown.
 */
public final class PersonalDataReads {
  private final Rows rows;
  private final Clock clock;

  public PersonalDataReads(JdbcTemplate jdbc, Clock clock) {
    this.rows = new Rows(jdbc);
    this.clock = clock;
  }

  /** One volunteer of whom these fields were shown. */
  public record Shown(String volunteerId, List<String> fields) {}

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
