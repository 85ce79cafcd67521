package muster.testbed.unruly.rota.command;

import java.sql.Connection;
import java.sql.SQLException;
import muster.testbed.unruly.rota.http.RotaController;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A command with SQL of its own, in two ways, that knows who calls it. */
public record RotaCommands(JdbcClient client, RotaController controller) {
  public boolean isClosed(Connection connection) throws SQLException {
    return connection.isClosed();
  }
}
