package muster.localstack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A database user who has to give the password, on a server that otherwise lets everybody of this
 * machine in.
 */
public final class PasswordLogin {
  private PasswordLogin() {}

  /**
   * By SQL alone, wherever the server keeps its files.
   *
   * @param server as a superuser
   * @param user plain letters, and not there yet
   */
  public static void create(DataSource server, String user, String password) {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + user + " superuser login password " + literal(password));
      try (ResultSet found =
          statement.executeQuery(
              "select current_setting('hba_file'), pg_read_file(current_setting('hba_file'))")) {
        if (!found.next()) {
          throw new StartFailed("The server does not show its pg_hba.conf");
        }
        String file = found.getString(1);
        String lines =
            Stream.concat(
                    Stream.of("host all " + user + " all scram-sha-256"),
                    found.getString(2).lines())
                .map(PasswordLogin::literal)
                .collect(Collectors.joining(","));
        statement.execute("copy (select unnest(array[" + lines + "])) to " + literal(file));
      }
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new StartFailed("User " + user + " could not be created: " + e.getMessage(), e);
    }
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
