package muster.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** An alert as the command center sees it. */
record Alert(StorySetting setting, String id) {
  private static final Duration SOON = Duration.ofSeconds(20);

  static Map<String, Object> with(Map<String, Object> request, String field, Object value) {
    Map<String, Object> changed = new HashMap<>(request);
    changed.put(field, value);
    return changed;
  }

  String address() {
    return setting.running().dispatch() + "/api/alerts/" + id;
  }

  JsonNode read() {
    return setting.running().dispatcher().get(address()).expect(200).json();
  }

  /** Such as {@code COVERED wave 1 | near ACKNOWLEDGED | far STANDBY 1}, nearest team first. */
  String line() {
    JsonNode alert = read();
    List<String> parts = new ArrayList<>();
    parts.add(alert.required("status").asString() + " wave " + alert.required("wave").asInt());
    for (JsonNode task : alert.required("tasks")) {
      parts.add(
          task.required("teamName").asString()
              + " "
              + task.required("state").asString()
              + (task.path("rank").isNumber() ? " " + task.path("rank").asInt() : ""));
    }
    return String.join(" | ", parts);
  }

  void expect(String line) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> Assertions.assertThat(line()).isEqualTo(line));
  }

  List<JsonNode> timeline() {
    JsonNode timeline =
        setting.running().dispatcher().get(address() + "/timeline?limit=200").expect(200).json();
    return StreamSupport.stream(timeline.required("items").spliterator(), false).toList();
  }

  /** The names of what happened, in order. */
  List<String> history() {
    return timeline().stream()
        .map(event -> event.required("type").asString())
        .collect(Collectors.toList());
  }

  void resolve(String outcome) {
    setting
        .running()
        .dispatcher()
        .post(address() + "/resolution", Map.of("outcome", outcome, "note", "by the story"))
        .expect(200);
  }
}
