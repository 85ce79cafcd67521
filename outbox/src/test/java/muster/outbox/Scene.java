package muster.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import muster.localstack.ServiceProcess;
import muster.testbed.ServiceProgram;
import org.apache.kafka.clients.admin.NewTopic;

/** A database with an outbox, a topic, and what a test does with them. */
final class Scene implements AutoCloseable {

  /** So long that whatever arrives in time was not found by polling. */
  static final Duration NO_POLL = Duration.ofMinutes(1);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final String database = "scene" + NUMBER.incrementAndGet();
  final String topic = database + ".events";
  final DataSource dataSource = RealParts.postgres().createDatabase(database).dataSource(database);
  final Outbox outbox = new Outbox();
  private final List<AutoCloseable> toClose = new ArrayList<>();

  Scene() throws SQLException {
    createTopic(topic, Map.of());
    installTables();
  }

  static OutboxRelaySettings settings() {
    return OutboxRelaySettings.defaults();
  }

  void installTables() throws SQLException {
    try (InputStream migration =
        Outbox.class.getResourceAsStream("/muster/outbox/db/R__outbox.sql")) {
      if (migration == null) {
        throw new IllegalStateException("R__outbox.sql is not on the class path");
      }
      execute(new String(migration.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void createTopic(String name, Map<String, String> configuration) {
    RealParts.kafka()
        .createTopics(List.of(new NewTopic(name, 3, (short) 1).configs(configuration)));
  }

  OutboxRelay startRelay(OutboxRelaySettings settings) {
    return startRelay(dataSource, settings);
  }

  OutboxRelay startRelay(DataSource connections, OutboxRelaySettings settings) {
    OutboxRelay relay =
        closing(new OutboxRelay(connections, RealParts.kafka().bootstrapServers(), settings));
    relay.start();
    return relay;
  }

  /** A relay in a JVM of its own, to be killed. */
  ServiceProcess startRelayProcess() {
    return closing(
            ServiceProgram.of(database + "-relay", RelayProcess.class)
                .arguments(
                    RealParts.postgres().jdbcUrl(database), RealParts.kafka().bootstrapServers())
                .build())
        .launch();
  }

  TopicReader read(String topicName) {
    return closing(new TopicReader(topicName));
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(pid)).start().waitFor();
  }

  private <T extends AutoCloseable> T closing(T closeable) {
    toClose.addFirst(closeable);
    return closeable;
  }

  OutboxRecord event(String key, String text) {
    return eventFor(topic, key, text);
  }

  static OutboxRecord eventFor(String topic, String key, String text) {
    return new OutboxRecord(
        topic, key, text.getBytes(UTF_8), Map.of("ce_id", UUID.randomUUID().toString()));
  }

  Connection begin() throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  void commit(OutboxRecord... records) throws SQLException {
    commit(List.of(records));
  }

  void commit(List<OutboxRecord> records) throws SQLException {
    try (Connection connection = begin()) {
      outbox.append(connection, records);
      connection.commit();
    }
  }

  long rows() throws SQLException {
    return number("select count(*) from outbox");
  }

  long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  String text(String query) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable closeable : toClose) {
      closeable.close();
    }
  }
}
