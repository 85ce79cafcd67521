package muster.systemtests;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import muster.demo.stream.EventStream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator's event stream. */
final class OperatorScreen implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final EventStream stream;
  private volatile boolean connected;

  OperatorScreen(StackUnderTest running, Person operator, String query) {
    stream =
        new EventStream(
                URI.create(running.notifications() + "/api/stream/events" + query),
                () -> Optional.ofNullable(operator.token()).orElseThrow(),
                new EventStream.Listener() {
                  @Override
                  public void accept(EventStream.Message message) {
                    events.add(JSON.readTree(message.data()));
                  }

                  @Override
                  public void connected() {
                    connected = true;
                  }
                })
            .start("screen");
    Awaitility.await().until(() -> connected);
  }

  List<String> types(Alert alert) {
    return events.stream()
        .filter(event -> alert.id().equals(event.path("alertId").asString("")))
        .map(event -> event.required("type").asString())
        .toList();
  }

  List<JsonNode> events() {
    return events;
  }

  @Override
  public void close() {
    stream.close();
  }
}
