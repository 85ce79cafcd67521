package muster.systemtests;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import muster.contracts.place.GeoPoint;
import muster.demo.stream.EventStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A captain's phone: holds a stream once switched on, and confirms each task it is sent. */
final class Phone implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StorySetting setting;
  private final String teamId;
  private final Person captain;
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();
  private volatile boolean connected;
  private @Nullable EventStream stream;

  Phone(StorySetting setting, String teamId, Person captain) {
    this.setting = setting;
    this.teamId = teamId;
    this.captain = captain;
  }

  String teamId() {
    return teamId;
  }

  Person captain() {
    return captain;
  }

  List<JsonNode> received() {
    return received;
  }

  Person.Answer onDuty(Optional<GeoPoint> position) {
    Map<String, Object> presence = new HashMap<>(Map.of("onDuty", true));
    position.ifPresent(
        place -> {
          presence.put("location", StorySetting.json(place));
          presence.put("accuracyMeters", 10);
        });
    return captain
        .put(
            setting.running().volunteers() + "/api/volunteers/" + captain.account() + "/presence",
            presence)
        .expect(200);
  }

  Phone switchOn() {
    String last = stream == null ? null : stream.lastEventId();
    stream =
        new EventStream(
                URI.create(setting.running().notifications() + "/api/stream/me"),
                () -> Optional.ofNullable(captain.token()).orElseThrow(),
                new EventStream.Listener() {
                  @Override
                  public void accept(EventStream.Message message) {
                    hold(JSON.readTree(message.data()));
                  }

                  @Override
                  public void connected() {
                    connected = true;
                  }
                })
            .after(last)
            .start(teamId);
    Awaitility.await().until(() -> connected);
    return this;
  }

  void switchOff() {
    EventStream open = stream;
    if (open != null) {
      open.close();
    }
    connected = false;
  }

  private void hold(JsonNode message) {
    received.add(message);
    if (message.required("type").asString().equals("task.offered.v1")) {
      captain.post(
          setting.running().notifications() + "/api/receipts",
          Map.of(
              "taskId",
              message.required("taskId").asString(),
              "status",
              "CONFIRMED",
              "call",
              message.path("event").path("call").asInt(1)));
    }
  }

  /** Waits for the task on this phone. */
  Task expectTask(Alert alert) {
    return new Task(await(alert, "task.offered.v1").required("taskId").asString());
  }

  JsonNode await(Alert alert, String type) {
    return Awaitility.await()
        .alias("%s on the phone of %s".formatted(type, teamId))
        .atMost(Duration.ofSeconds(30))
        .until(() -> find(alert, type), Optional::isPresent)
        .orElseThrow();
  }

  Optional<JsonNode> find(Alert alert, String type) {
    return received.stream()
        .filter(message -> message.required("type").asString().equals(type))
        .filter(message -> message.required("alertId").asString().equals(alert.id()))
        .findFirst();
  }

  /** What the captain can do with a task. */
  final class Task {
    private final String id;

    Task(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    JsonNode acknowledge() {
      return act("acknowledgement", Map.of("etaSeconds", 240)).expect(200).json();
    }

    void decline() {
      act("decline", Map.of("reason", "在上班")).expect(200);
    }

    void withdraw() {
      act("withdrawal", Map.of()).expect(200);
    }

    void progress(String state) {
      act("progress", Map.of("state", state)).expect(200);
    }

    void complete() {
      act("completion", Map.of("note", "done")).expect(200);
    }

    Person.Answer act(String what, Map<String, ?> body) {
      return captain.post(setting.running().dispatch() + "/api/tasks/" + id + "/" + what, body);
    }
  }

  @Override
  public void close() {
    switchOff();
  }
}
