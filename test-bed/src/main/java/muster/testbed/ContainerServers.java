package muster.testbed;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import muster.localstack.BrokerAdmin;
import muster.localstack.BrokerSettings;
import muster.localstack.FreePorts;
import muster.localstack.Postgres;
import muster.localstack.PostgresSettings;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers, by Testcontainers' modules for them. The engine is on this machine: they
 * listen on its loopback interface.
 */
record ContainerServers() implements ServerSource {
  private static final Image KAFKA = new Image("MUSTER_KAFKA_IMAGE", "apache/kafka", "4.2.1");
  private static final Image POSTGRES = new Image("MUSTER_POSTGRES_IMAGE", "postgres", "17");

  /** The official one, unless the environment variable names another one of the same program. */
  private record Image(String variable, String official, String tag) {
    String name() {
      String other = System.getenv().getOrDefault(variable, "");
      return other.isBlank() ? official + ":" + tag : other;
    }

    DockerImageName parsed() {
      return DockerImageName.parse(name()).asCompatibleSubstituteFor(official);
    }

    RunningContainer start(GenericContainer<?> container) {
      try {
        return RunningContainer.start(container);
      } catch (ContainerFetchException e) {
        throw new ServersUnavailable(
            "The container engine does not have the image %s and cannot pull it; %s may name another one"
                .formatted(name(), variable));
      }
    }
  }

  @Override
  public void requireAvailable() {
    try {
      DockerClientFactory.instance().client();
    } catch (RuntimeException e) {
      throw new ServersUnavailable(
          """
          These tests were asked to run on containers, and no container engine can be used (DOCKER_HOST=%s): %s
          Start an engine or name it in DOCKER_HOST, or leave the profile out: by default the tests bring their \
          own Kafka and PostgreSQL.\
          """
              .formatted(System.getenv().getOrDefault("DOCKER_HOST", ""), e.getMessage()));
    }
  }

  @Override
  public KafkaServer startKafka() {
    KafkaContainer container =
        new KafkaContainer(KAFKA.parsed())
            .withEnv(asVariables(BrokerSettings.ofOneNode()))
            .withEnv("KAFKA_HEAP_OPTS", "-Xms64m -Xmx384m")
            .withCreateContainerCmdModifier(onAFreePort(9092));
    RunningContainer running = KAFKA.start(container);
    return new Kafka(running, container.getBootstrapServers());
  }

  @Override
  public PostgresServer startPostgres() {
    List<String> command = new ArrayList<>(List.of("postgres"));
    PostgresSettings.ofTheServer()
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    PostgreSQLContainer container =
        new PostgreSQLContainer(POSTGRES.parsed())
            .withUsername(Postgres.USER)
            .withPassword(Postgres.PASSWORD)
            .withDatabaseName(Postgres.USER)
            .withEnv(
                "POSTGRES_INITDB_ARGS",
                PostgresSettings.ofTheLocale().entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining(" ", "--encoding=UTF8 ", "")))
            // Instead of the module's own, which turns fsync off.
            .withCommand(command.toArray(String[]::new))
            .withCreateContainerCmdModifier(onAFreePort(PostgreSQLContainer.POSTGRESQL_PORT));
    RunningContainer running = POSTGRES.start(container);
    return new PostgreSql(
        running,
        "jdbc:postgresql://%s:%d/"
            .formatted(
                container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)));
  }

  /** As the image wants a broker's settings: {@code num.partitions} is KAFKA_NUM_PARTITIONS. */
  private static Map<String, String> asVariables(Map<String, String> settings) {
    Map<String, String> variables = new TreeMap<>();
    settings.forEach(
        (name, value) ->
            variables.put("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
    return variables;
  }

  /**
   * One that stays: an engine that chooses the port itself chooses another one each time that the
   * container starts, and a broker that was killed would come back under another address.
   */
  private static Consumer<CreateContainerCmd> onAFreePort(int inside) {
    return command ->
        command
            .getHostConfig()
            .withPortBindings(
                new PortBinding(
                    Ports.Binding.bindIpAndPort("127.0.0.1", FreePorts.next()),
                    ExposedPort.tcp(inside)));
  }

  private record Kafka(RunningContainer container, String bootstrapServers) implements KafkaServer {
    @Override
    public void kill() {
      container.kill();
    }

    @Override
    public void restart() {
      container.restart(() -> BrokerAdmin.answers(bootstrapServers));
    }

    @Override
    public void freeze() {
      container.pause();
    }

    @Override
    public void thaw() {
      container.unpause();
    }

    @Override
    public boolean isAlive() {
      return container.isRunning();
    }

    @Override
    public void close() {
      container.close();
    }
  }

  private record PostgreSql(RunningContainer container, String url) implements PostgresServer {
    @Override
    public String jdbcUrl(String database) {
      return url + database;
    }

    @Override
    public void kill() {
      container.kill();
    }

    @Override
    public void restart() {
      container.restart(
          () -> {
            try (var connection = dataSource(Postgres.USER).getConnection()) {
              return connection.isValid(5);
            }
          });
    }

    @Override
    public void close() {
      container.close();
    }
  }
}
