package muster.demo.command;

import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import muster.demo.stream.EventStream;
import muster.demo.terminal.EventLine;
import muster.demo.terminal.HarmlessText;
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

  private final TerminalTexts texts = TerminalTexts.ofThisMachine();
  private final PrintStream out = System.out;

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
    List<String> known = knownTypes();
    for (String type : types) {
      if (type.isEmpty() || known.stream().noneMatch(name -> name.startsWith(type))) {
        System.err.println(texts.get("watch.noSuchType", type, String.join(", ", known)));
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
              System.err.println(
                  texts.get("watch.interrupted", String.valueOf(cause.getMessage())));
            }
            wasInterrupted = true;
          }
        };
    try {
      // The first token is asked for here, so that a stack that is not running is said and not
      // waited for.
      identity.token("operator");
      try (EventStream stream =
          new EventStream(address(), () -> identity.token("operator"), printing).after(after)) {
        stream.run();
      }
      return 0;
    } catch (IdentityClient.Unreachable unreachable) {
      System.err.println(texts.get("stack.notRunning", issuer));
    } catch (EventStream.Refused | IdentityClient.Refused refused) {
      System.err.println(texts.get("watch.refused", String.valueOf(refused.getMessage())));
    }
    return 1;
  }

  /** What the stream has. */
  private static List<String> knownTypes() {
    return Stream.concat(
            EventCodec.recordsOf(DispatchEvent.class).map(EventCodec::nameOf), Stream.of(SNAPSHOT))
        .sorted()
        .toList();
  }

  private URI address() {
    List<String> query = new ArrayList<>();
    types.forEach(type -> add(query, "type", type));
    add(query, "jurisdiction", jurisdiction);
    add(query, "alertId", alert);
    add(query, "from", from);
    return URI.create(
        url + "/api/stream/events" + (query.isEmpty() ? "" : "?" + String.join("&", query)));
  }

  private static void add(List<String> query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
