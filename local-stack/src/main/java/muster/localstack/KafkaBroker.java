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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker of one node (KRaft, share groups on) in a process of its own, so that a test can
 * kill it in the middle of its work and start it again on the same data and ports.
 *
 * <p>Topics are never created by being used: a misspelt name is an error here as in production.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final int ADMIN_TIMEOUT_MS = 15_000;
  private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(60);

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
    try (Admin admin = admin()) {
      Set<String> existing =
          admin.listTopics().names().get(TOPICS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      var missing = topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
      try {
        admin.createTopics(missing).all().get(TOPICS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        // Somebody else was faster, which is as good.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
      Set<String> names = topics.stream().map(NewTopic::name).collect(Collectors.toSet());
      awaitLeaders(admin, names);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while topics were created", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StartFailed("Topics could not be created: " + e, e);
    }
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

  private Admin admin() {
    return admin(bootstrapServers);
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS));
  }

  /** "Created" is the controller's word; until the broker has heard of it, a producer waits. */
  private static void awaitLeaders(Admin admin, Set<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + TOPICS_DEADLINE.toNanos();
    while (true) {
      try {
        var described =
            admin
                .describeTopics(topics)
                .allTopicNames()
                .get(TOPICS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
        boolean led =
            described.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
        if (led) {
          return;
        }
      } catch (ExecutionException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      if (System.nanoTime() > end) {
        throw new StartFailed(
            "No leader for some partition of "
                + topics
                + " after "
                + TOPICS_DEADLINE.toSeconds()
                + " s");
      }
      Thread.sleep(20);
    }
  }

  /** Where the broker listens, keeps its data and writes its log. */
  public static final class Builder {
    private @Nullable Path dataFolder;
    private @Nullable Path logFile;
    private int port;
    private String heap = "384m";
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

    /** Largest heap, as the JVM writes it: {@code 384m}. */
    public Builder heap(String size) {
      heap = size;
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
              .jvmArguments(
                  "-Xmx" + heap,
                  "-Xms64m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
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
      try (Admin admin = admin(bootstrap)) {
        return !admin
            .describeCluster()
            .nodes()
            .get(ADMIN_TIMEOUT_MS, TimeUnit.MILLISECONDS)
            .isEmpty();
      }
    }

    private static Path writeSettings(Path folder, int port, int controllerPort) {
      Properties settings = new Properties();
      settings.putAll(
          Map.of(
              "process.roles", "broker,controller",
              "node.id", "1",
              "controller.quorum.voters", "1@localhost:" + controllerPort,
              "controller.listener.names", "CONTROLLER",
              "listeners",
                  "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
              "advertised.listeners", "PLAINTEXT://localhost:" + port,
              "log.dirs", folder.resolve("log").toString(),
              "auto.create.topics.enable", "false",
              "num.partitions", "12"));
      // One node holds every copy there is.
      settings.putAll(
          Map.of(
              "default.replication.factor", "1",
              "offsets.topic.replication.factor", "1",
              "transaction.state.log.replication.factor", "1",
              "transaction.state.log.min.isr", "1",
              "share.coordinator.state.topic.replication.factor", "1",
              "share.coordinator.state.topic.min.isr", "1"));
      // Internal topics have 50 partitions by default, each with files and memory; four serve one
      // machine.
      settings.putAll(
          Map.of(
              "offsets.topic.num.partitions", "4",
              "transaction.state.log.num.partitions", "4",
              "share.coordinator.state.topic.num.partitions", "4",
              // The compactor's table is allocated at the start; 128 MB by default.
              "log.cleaner.dedupe.buffer.size", "8388608",
              "num.network.threads", "2",
              "num.io.threads", "4",
              // Consumers that join begin at once instead of waiting for company.
              "group.initial.rebalance.delay.ms", "0",
              // A killed broker's session must be over before it may register again.
              "broker.session.timeout.ms", "3000",
              "broker.heartbeat.interval.ms", "500"));
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
