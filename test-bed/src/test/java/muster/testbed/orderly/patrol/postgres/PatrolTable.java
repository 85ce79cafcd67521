package muster.testbed.orderly.patrol.postgres;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PatrolTable(JdbcClient client) {
  public Instant readEnd() {
    return client.sql("select at from patrol").query(Timestamp.class).single().toInstant();
  }
}
