package muster.dispatch.alert.postgres;

import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database's sequence of blocks of alert numbers. */
public final class AlertNumberSequence implements IntSupplier {
  private final JdbcClient client;

  public AlertNumberSequence(JdbcClient client) {
    this.client = client;
  }

  /** The first number of a block that nobody else gets. */
  @Override
  public int getAsInt() {
    return client.sql("select nextval('alert_number')").query(Integer.class).single();
  }
}
