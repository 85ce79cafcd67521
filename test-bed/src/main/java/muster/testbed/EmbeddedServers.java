package muster.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import muster.localstack.KafkaBroker;
import muster.localstack.Postgres;

/** Servers as processes of this machine, from libraries alone. */
record EmbeddedServers() implements ServerSource {
  @Override
  public void requireAvailable() {
    // Whatever they need is on the class path.
  }

  @Override
  public KafkaServer startKafka() {
    return new Kafka(KafkaBroker.start());
  }

  @Override
  public PostgresServer startPostgres() {
    return new PostgreSql(Postgres.start());
  }

  private record Kafka(KafkaBroker broker) implements KafkaServer {
    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public void kill() {
      broker.kill();
    }

    @Override
    public void restart() {
      broker.restart();
    }

    @Override
    public void freeze() {
      signal("STOP");
    }

    @Override
    public void thaw() {
      signal("CONT");
    }

    private void signal(String name) {
      try {
        new ProcessBuilder("kill", "-s", name, Long.toString(broker.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean isAlive() {
      return broker.isAlive();
    }

    @Override
    public void close() {
      broker.close();
    }
  }

  private record PostgreSql(Postgres server) implements PostgresServer {
    @Override
    public String jdbcUrl(String database) {
      return server.jdbcUrl(database);
    }

    @Override
    public DataSource dataSource(String database) {
      return server.dataSource(database);
    }

    @Override
    public void kill() {
      server.kill();
    }

    @Override
    public void restart() {
      server.restart();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
