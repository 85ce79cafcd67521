package muster.testbed;

import java.net.URI;
import javax.sql.DataSource;
import muster.localstack.Postgres;

/**
 * A PostgreSQL server of its own with {@code fsync} and {@code synchronous_commit} on. Its address
 * stays the same as long as it lives. The user is {@link Postgres#USER}, the superuser.
 */
public interface PostgresServer extends AutoCloseable {
  /** Creates the database unless it exists. */
  default PostgresServer createDatabase(String name) {
    Postgres.createDatabase(dataSource(Postgres.USER), name);
    return this;
  }

  String jdbcUrl(String database);

  /** Host and port, as messages show them. */
  default String address() {
    return URI.create(jdbcUrl("").substring("jdbc:".length())).getAuthority();
  }

  /** Unpooled: each connection is a new one. */
  default DataSource dataSource(String database) {
    return Postgres.loginTo(jdbcUrl(database));
  }

  /** SIGKILL to the server and its backends, as in a power cut of the database's machine. */
  void kill();

  /** Starts it again on the same data and address, after {@link #kill} or on its own. */
  void restart();

  /** Drops the data. To close it again does nothing. */
  @Override
  void close();
}
