package muster.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker of one node (KRaft, share groups on) in a process of its own, so that a test can
 * kill it in the middle of its work and start it again on the same data and ports.
 *
 * <p>Topics are never created by being used: a misspelt name is an error here as in production.
 */
public final class KafkaBroker implements AutoCloseable {
  private final ServiceProcess process;
  private final String bootstrapServers;
  private final @Nullable Path temporaryFolder;

  private KafkaBroker(
      ServiceProcess process, String bootstrapServers, @Nullable Path temporaryFolder) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
    this.temporaryFolder = temporaryFolder;
  }

  /** A broker on a free port with data that is dropped on close. */
  public static KafkaBroker start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates those that do not exist yet and returns when all can be written to. */
  public void createTopics(Collection<NewTopic> topics) {
    BrokerAdmin.createTopics(bootstrapServers, topics);
  }

  /** SIGKILL. Ports and data stay reserved for {@link #restart}. */
  public void kill() {
    process.kill();
  }

  /** Stops the broker in good order; {@link #restart} brings it back. */
  public void stop() {
    process.terminate();
  }

  /** Starts the broker again on the same data and ports, after {@link #kill} or on its own. */
  public void restart() {
    process.restart();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public Path logFile() {
    return process.logFile();
  }

  @Override
  public void close() {
    // Data that nobody will read again need no clean shutdown, which takes the broker seconds.
    if (temporaryFolder != null) {
      process.kill();
      Folders.delete(temporaryFolder);
    } else {
      process.terminate();
    }
  }

  /** Where the broker listens, keeps its data and writes its log. */
  public static final class Builder {
    private @Nullable Path dataFolder;
    private @Nullable Path logFile;
    private int port;
    private Tuning tuning = Tuning.SMALL;
    private Duration deadline = Duration.ofSeconds(120);
    private Duration grace = Duration.ofSeconds(20);
    private List<String> jvmArguments = List.of();

    private Builder() {}

    /** Kept on close; without one the data live in a temporary folder and are dropped. */
    public Builder dataFolder(Path folder) {
      dataFolder = folder;
      return this;
    }

    public Builder logFile(Path file) {
      logFile = file;
      return this;
    }

    public Builder port(int number) {
      port = number;
      return this;
    }

    public Builder tuning(Tuning value) {
      tuning = value;
      return this;
    }

    /** How long the broker may take to stop before it is killed. */
    public Builder grace(Duration time) {
      grace = time;
      return this;
    }

    /** More arguments for the broker's JVM. */
    public Builder jvmArguments(List<String> values) {
      jvmArguments = List.copyOf(values);
      return this;
    }

    public Builder deadline(Duration time) {
      deadline = time;
      return this;
    }

    public KafkaBroker start() {
      // Else the readiness check could be answered by the broker that is there already.
      if (port != 0 && !FreePorts.isFree(port)) {
        throw StartFailed.portTaken("Kafka", port);
      }
      KafkaBroker broker = build();
      try {
        broker.process.start();
        return broker;
      } catch (RuntimeException e) {
        broker.close();
        throw e;
      }
    }

    private KafkaBroker build() {
      Path given = dataFolder;
      Path folder = given == null ? Folders.temporary("muster-kafka-") : given.toAbsolutePath();
      int brokerPort = port == 0 ? FreePorts.next() : port;
      String bootstrap = "localhost:" + brokerPort;
      Path settings = writeSettings(folder, brokerPort, FreePorts.next());
      ServiceProcess process =
          ServiceProcess.named("kafka")
              .jvmArguments(tuning.brokerArguments())
              .jvmArguments(
                  "-Djava.awt.headless=true",
                  "-Dcom.sun.management.jmxremote=false",
                  // What Kafka does with it is Kafka's affair, and it says nothing that concerns us
                  // by Log4j itself.
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                  "-Dlogback.configurationFile=muster/localstack/broker-logback.xml")
              .jvmArguments(jvmArguments)
              .mainClass(BrokerProcess.class.getName(), ClassPath.ofThisJvm())
              .arguments(settings.toString(), Uuid.randomUuid().toString())
              .logFile(logFile == null ? folder.resolve("broker.log") : logFile)
              .readyWhen(() -> answers(bootstrap))
              .deadline(deadline)
              .grace(grace)
              .build();
      return new KafkaBroker(process, bootstrap, given == null ? folder : null);
    }

    private static boolean answers(String bootstrap) throws Exception {
      if (FreePorts.isFree(Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1)))) {
        return false;
      }
      return BrokerAdmin.answers(bootstrap);
    }

    private static Path writeSettings(Path folder, int port, int controllerPort) {
      Properties settings = new Properties();
      settings.putAll(BrokerSettings.ofOneNode());
      settings.putAll(
          Map.of(
              "process.roles",
              "broker,controller",
              "node.id",
              "1",
              "controller.quorum.voters",
              "1@localhost:" + controllerPort,
              "controller.listener.names",
              "CONTROLLER",
              "listeners",
              "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
              "advertised.listeners",
              "PLAINTEXT://localhost:" + port,
              "log.dirs",
              folder.resolve("log").toString()));
      try {
        Files.createDirectories(folder);
        Path file = folder.resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
          settings.store(out, "Written at each start");
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
