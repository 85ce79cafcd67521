package muster.volunteer.republication.postgres;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import muster.volunteer.republication.Round;
import muster.volunteer.republication.command.RoundTable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rounds in PostgreSQL. */
public final class PostgresRoundTable implements RoundTable {
  private final JdbcClient client;

  public PostgresRoundTable(JdbcTemplate jdbc) {
    this.client = JdbcClient.create(jdbc);
  }

  @Override
  public Optional<Round> lock(String kind, Instant now) {
    client
        .sql(
            """
            insert into republication_rounds (kind, started_at) values (?, ?)
            on conflict (kind) do nothing
            """)
        .params(kind, Timestamp.from(now))
        .update();
    return client
        .sql("select * from republication_rounds where kind = ? for update skip locked")
        .param(kind)
        .query(
            (row, number) ->
                new Round(
                    row.getString("kind"),
                    row.getTimestamp("started_at").toInstant(),
                    row.getString("after_key")))
        .optional();
  }

  @Override
  public void write(Round round) {
    client
        .sql("update republication_rounds set started_at = ?, after_key = ? where kind = ?")
        .param(Timestamp.from(round.startedAt()))
        .param(round.after())
        .param(round.kind())
        .update();
  }
}
