package muster.demo.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.demo.stream.EventStream;
import muster.demo.terminal.EventLine;
import muster.demo.terminal.HarmlessText;
import muster.demo.terminal.ProblemText;
import muster.demo.terminal.TerminalTexts;
import muster.localstack.IdentityClient;
import muster.localstack.Part;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./muster watch}: the operator's stream of the running stack, one line for each event. */
@Command(name = "watch", resourceBundle = TerminalTexts.COMMANDS, mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
  /** What a guest of an alert is told of it first: a frame of the stream, and no event. */
  private static final String SNAPSHOT = "alert.snapshot.v1";

  private static final String OPERATOR = "operator";
  private static final SequencedMap<String, List<String>> KNOWN = known();

  private final TerminalTexts texts = TerminalTexts.ofThisMachine();
  private final PrintStream out = System.out;

  @Option(
      names = "--topic",
      split = ",",
      paramLabel = "${bundle:label.name}",
      descriptionKey = "watch.topic")
  private List<String> topics = List.of();

  @Option(
      names = "--type",
      split = ",",
      paramLabel = "${bundle:label.name}",
      descriptionKey = "watch.type")
  private List<String> types = List.of();

  @Option(
      names = "--jurisdiction",
      paramLabel = "${bundle:label.code}",
      descriptionKey = "watch.jurisdiction")
  private @Nullable String jurisdiction;

  @Option(names = "--alert", paramLabel = "${bundle:label.id}", descriptionKey = "watch.alert")
  private @Nullable String alert;

  @Option(names = "--from", paramLabel = "${bundle:label.time}", descriptionKey = "watch.from")
  private @Nullable String from;

  @Option(names = "--after", paramLabel = "${bundle:label.id}", descriptionKey = "watch.after")
  private @Nullable String after;

  @Option(names = "--json", descriptionKey = "watch.json")
  private boolean json;

  @Option(names = "--issuer", paramLabel = "${bundle:label.url}", descriptionKey = "token.issuer")
  private URI issuer = URI.create("http://localhost:" + Part.IDENTITY.fixedPort());

  @Option(names = "--url", paramLabel = "${bundle:label.url}", descriptionKey = "watch.url")
  private URI url = URI.create("http://localhost:" + Part.GATEWAY.fixedPort());

  @Override
  public Integer call() {
    for (String topic : topics) {
      if (!KNOWN.containsKey(topic)) {
        System.err.println(
            texts.get("watch.noSuchTopic", topic, String.join(", ", KNOWN.keySet())));
        return CommandLine.ExitCode.USAGE;
      }
    }
    for (String type : types) {
      if (type.isEmpty() || topicsWith(type).isEmpty()) {
        List<String> all = KNOWN.values().stream().flatMap(List::stream).sorted().toList();
        System.err.println(texts.get("watch.noSuchType", type, String.join(", ", all)));
        return CommandLine.ExitCode.USAGE;
      }
    }
    IdentityClient identity = new IdentityClient(issuer);
    EventLine lines = new EventLine(texts, ZoneId.systemDefault());
    EventStream.Listener printing =
        new EventStream.Listener() {
          private boolean wasInterrupted;

          @Override
          public void accept(EventStream.Message message) {
            out.println(json ? HarmlessText.json(message.data()) : lines.of(message.data()));
          }

          @Override
          public void connected() {
            System.err.println(texts.get(wasInterrupted ? "watch.resumed" : "watch.connected"));
            wasInterrupted = false;
          }

          @Override
          public void interrupted(Exception cause) {
            if (!wasInterrupted) {
              System.err.println(texts.get("watch.interrupted", said(cause)));
            }
            wasInterrupted = true;
          }
        };
    try {
      // The first token is asked for here, so that a stack that is not running is said and not
      // waited for.
      identity.token(OPERATOR);
      try (EventStream stream =
          new EventStream(address(), () -> identity.token(OPERATOR), printing).after(after)) {
        stream.run();
      }
      return 0;
    } catch (IdentityClient.Unreachable unreachable) {
      System.err.println(texts.get("stack.notRunning", issuer));
    } catch (EventStream.Refused refused) {
      System.err.println(
          texts.get("watch.refused", ProblemText.of(texts, refused.status(), refused.body())));
    } catch (IdentityClient.Refused refused) {
      System.err.println(
          texts.get(
              "token.refused", OPERATOR, ProblemText.of(texts, refused.status(), refused.body())));
    }
    return 1;
  }

  /** What a library says of a connection is English, and at times nothing at all. */
  private String said(Exception cause) {
    return switch (cause) {
      case EventStream.Failed failed -> ProblemText.of(texts, failed.status(), failed.body());
      case ConnectException _, HttpTimeoutException _ -> texts.get("watch.noAnswer");
      case IdentityClient.Unreachable _ -> texts.get("watch.noToken");
      case IOException _ -> texts.get("watch.brokenOff");
      default -> String.valueOf(cause.getMessage());
    };
  }

  /** What the stream has, by topic, in the order in which they are named. */
  private static SequencedMap<String, List<String>> known() {
    SequencedMap<String, List<String>> known = new LinkedHashMap<>();
    for (Topics topic :
        List.of(
            Topics.DISPATCH_EVENTS,
            Topics.REPORT_EVENTS,
            Topics.VOLUNTEER_EVENTS,
            Topics.DISPATCH_ALARMS,
            Topics.NOTIFICATION_DESKS)) {
      List<String> names =
          new ArrayList<>(EventCodec.recordsOf(topic.family()).map(EventCodec::nameOf).toList());
      if (topic == Topics.DISPATCH_EVENTS) {
        names.add(SNAPSHOT);
      }
      known.put(topic.topic(), List.copyOf(names));
    }
    return known;
  }

  private static List<String> topicsWith(String type) {
    return KNOWN.entrySet().stream()
        .filter(topic -> topic.getValue().stream().anyMatch(name -> name.startsWith(type)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Those that are asked for, also by the names of their events; else alerts alone, as always: who
   * watches an alert is not to search for it among everybody's going on duty.
   */
  private List<String> wantedTopics() {
    if (!topics.isEmpty()) {
      return topics;
    }
    if (types.isEmpty()) {
      return List.of(Topics.Name.DISPATCH_EVENTS);
    }
    return types.stream()
        .map(WatchCommand::topicsWith)
        .flatMap(
            having ->
                having.contains(Topics.Name.DISPATCH_EVENTS)
                    ? Stream.of(Topics.Name.DISPATCH_EVENTS)
                    : having.stream())
        .distinct()
        .toList();
  }

  private URI address() {
    List<String> query = new ArrayList<>();
    wantedTopics().forEach(topic -> add(query, "topic", topic));
    types.forEach(type -> add(query, "type", type));
    add(query, "jurisdiction", jurisdiction);
    add(query, "alertId", alert);
    add(query, "from", from);
    return URI.create(url + "/api/stream/events?" + String.join("&", query));
  }

  private static void add(List<String> query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
