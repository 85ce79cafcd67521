package muster.dispatch.alert.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import muster.dispatch.alert.SilenceStart;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row: since when the silence of devices counts. */
public final class SilenceTable implements SilenceStart {
  private final JdbcClient client;

  public SilenceTable(JdbcClient client) {
    this.client = client;
  }

  @Override
  public void lost() {
    client.sql("update receipt_silence set counts_from = null").update();
  }

  @Override
  public void begin(Instant at) {
    client
        .sql("update receipt_silence set counts_from = ?")
        .param(at.atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public Instant countsFrom(Instant at) {
    return client
        .sql("select counts_from from receipt_silence where counts_from is not null")
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional()
        .orElseGet(
            () -> {
              begin(at);
              return at;
            });
  }
}
