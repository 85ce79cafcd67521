package muster.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;

/** Kafka, by its bootstrap servers; one of them is enough. */
record Broker(List<Server> servers) implements Neighbour {
  static final String SETTING = "MUSTER_KAFKA";
  private static final Pattern SERVER =
      Pattern.compile("(?:[A-Za-z_]+://)?(?:\\[([0-9A-Fa-f:.%]+)]|([0-9A-Za-z_.\\-]+)):(\\d{1,5})");

  record Server(String host, int port) {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  Broker {
    servers = List.copyOf(servers);
  }

  static Optional<Broker> read(@Nullable String value, Consumer<Refusal> refused) {
    if (value == null || value.isBlank()) {
      refused.accept(Refusal.of(SETTING, MessageKey.KAFKA_BLANK));
      return Optional.empty();
    }
    List<Server> servers = new ArrayList<>();
    for (String one : value.split(",", -1)) {
      Matcher parts = SERVER.matcher(one.strip());
      int port = parts.matches() ? Integer.parseInt(parts.group(3)) : 0;
      if (port < 1 || port > Port.HIGHEST) {
        refused.accept(Refusal.of(SETTING, MessageKey.KAFKA_MALFORMED, Redacted.url(one)));
        return Optional.empty();
      }
      servers.add(new Server(parts.group(1) == null ? parts.group(2) : parts.group(1), port));
    }
    return Optional.of(new Broker(servers));
  }

  @Override
  public String setting() {
    return SETTING;
  }

  @Override
  public String address() {
    return servers.stream().map(Server::toString).collect(Collectors.joining(","));
  }

  @Override
  public MessageKey whenLate() {
    return MessageKey.KAFKA_LATE;
  }

  /**
   * The client of Kafka is not asked before somebody listens there: while nobody does, it would try
   * again by itself and fill the log.
   */
  @Override
  public Attempt ask(Duration atMost) {
    long begun = System.nanoTime();
    Duration each = atMost.dividedBy(2).dividedBy(servers.size());
    Optional<StartMessage> obstacle = Optional.empty();
    for (Server server : servers) {
      obstacle = Connecting.obstacle(server.host(), server.port(), each);
      if (obstacle.isEmpty()) {
        return describe(atMost.minusNanos(System.nanoTime() - begun));
      }
    }
    return new Attempt.NotYet(obstacle.orElseThrow());
  }

  private Attempt describe(Duration atMost) {
    int millis = Connecting.millis(atMost);
    Admin admin;
    try {
      admin = Admin.create(settings(millis));
    } catch (KafkaException e) {
      return Attempt.notYet(MessageKey.NO_BROKER);
    }
    try {
      Collection<Node> nodes = admin.describeCluster().nodes().get(millis, TimeUnit.MILLISECONDS);
      return nodes.isEmpty() ? Attempt.notYet(MessageKey.NO_BROKER) : lookForOne(nodes, atMost);
    } catch (ExecutionException | TimeoutException e) {
      return Attempt.notYet(MessageKey.NO_BROKER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Attempt.notYet(MessageKey.NO_ANSWER);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /**
   * All traffic goes to the addresses that the brokers give for themselves. In front of containers
   * these are the ones that are wrong, while the bootstrap server answers.
   */
  private static Attempt lookForOne(Collection<Node> nodes, Duration atMost) {
    Duration each = atMost.dividedBy(nodes.size());
    for (Node node : nodes) {
      if (Connecting.obstacle(node.host(), node.port(), each).isEmpty()) {
        return Attempt.ANSWERED;
      }
    }
    return Attempt.notYet(
        MessageKey.ADVERTISED_UNREACHABLE,
        nodes.stream()
            .map(node -> new Server(node.host(), node.port()).toString())
            .collect(Collectors.joining(", ")));
  }

  private Map<String, Object> settings(int millis) {
    return Map.of(
        AdminClientConfig.CLIENT_ID_CONFIG,
        "preflight",
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        address(),
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        millis,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        millis,
        // No beans of management for a client that lives for one question.
        AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
        List.of(),
        AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
        false);
  }
}
