package muster.localstack;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** What a broker is asked to do or to tell, wherever it runs. */
public final class BrokerAdmin {
  private static final int TIMEOUT_MS = 15_000;

  private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(60);

  /** What says how long records are kept. */
  private static final Set<String> KEPT =
      Set.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.RETENTION_MS_CONFIG,
          TopicConfig.SEGMENT_MS_CONFIG,
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG);

  private BrokerAdmin() {}

  /** Whether the broker is there and has joined its cluster. */
  public static boolean answers(String bootstrapServers)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (Admin admin = admin(bootstrapServers)) {
      return !admin.describeCluster().nodes().get(TIMEOUT_MS, TimeUnit.MILLISECONDS).isEmpty();
    }
  }

  /**
   * Creates those that do not exist yet and returns when all can be written to. Those that exist
   * keep their replicas, and from now on keep their records for as long as is said here.
   */
  public static void createTopics(String bootstrapServers, Collection<NewTopic> topics) {
    try (Admin admin = admin(bootstrapServers)) {
      Set<String> existing =
          admin.listTopics().names().get(TOPICS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      Set<String> created = create(admin, topics, existing);
      keepAsSaid(admin, topics.stream().filter(topic -> !created.contains(topic.name())).toList());
      Set<String> names = topics.stream().map(NewTopic::name).collect(Collectors.toSet());
      awaitLeaders(admin, names);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("Interrupted while topics were created", e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new StartFailed(reason(e), e);
    }
  }

  /** The names of those that were not there before; a list of topics may be behind. */
  private static Set<String> create(Admin admin, Collection<NewTopic> topics, Set<String> existing)
      throws InterruptedException, ExecutionException, TimeoutException {
    var missing = topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
    Set<String> created = new HashSet<>();
    for (var each : admin.createTopics(missing).values().entrySet()) {
      try {
        each.getValue().get(TOPICS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
        created.add(each.getKey());
      } catch (ExecutionException e) {
        // Somebody else was faster, which is as good.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return created;
  }

  private static void keepAsSaid(Admin admin, Collection<NewTopic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<ConfigResource, NewTopic> wanted =
        topics.stream()
            .filter(topic -> topic.configs() != null)
            .collect(
                Collectors.toMap(
                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    Function.identity()));
    Map<ConfigResource, Config> found =
        admin
            .describeConfigs(wanted.keySet())
            .all()
            .get(TOPICS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    wanted.forEach(
        (resource, topic) -> {
          List<AlterConfigOp> changed = changed(topic.configs(), found.get(resource));
          if (!changed.isEmpty()) {
            changes.put(resource, changed);
          }
        });
    if (!changes.isEmpty()) {
      admin
          .incrementalAlterConfigs(changes)
          .all()
          .get(TOPICS_DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static List<AlterConfigOp> changed(Map<String, String> wanted, @Nullable Config found) {
    return wanted.entrySet().stream()
        .filter(setting -> KEPT.contains(setting.getKey()))
        .filter(
            setting -> {
              ConfigEntry entry = found == null ? null : found.get(setting.getKey());
              return entry == null || !setting.getValue().equals(entry.value());
            })
        .map(
            setting ->
                new AlterConfigOp(
                    new ConfigEntry(setting.getKey(), setting.getValue()),
                    AlterConfigOp.OpType.SET))
        .toList();
  }

  /** What the client says last is what it was all about. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS));
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
      Thread.sleep(20); // nothing tells when a leader is known; it is asked for
    }
  }
}
