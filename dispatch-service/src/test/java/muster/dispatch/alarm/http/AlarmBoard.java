package muster.dispatch.alarm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.TopicReader;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The alarms of a running service, as a desk sees them. */
public final class AlarmBoard {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch;

  public AlarmBoard(RunningDispatch dispatch) {
    this.dispatch = dispatch;
  }

  List<JsonNode> list(String token) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = page(token, "");
    while (true) {
      all.addAll(page.get("items").valueStream().toList());
      if (!page.has("nextCursor")) {
        return all;
      }
      page = page(token, "?cursor=" + page.get("nextCursor").asString());
    }
  }

  JsonNode page(String token, String query) {
    Answer answer = dispatch.get("/api/alarms" + query, token);
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.json();
  }

  /** The one of this condition and subject, for the whole city. */
  public Optional<JsonNode> find(String condition, String subject) {
    return list(dispatch.token("officer")).stream()
        .filter(
            alarm ->
                alarm.get("condition").asString().equals(condition)
                    && alarm.get("subject").asString().equals(subject))
        .findFirst();
  }

  public JsonNode await(String condition, String subject) {
    Awaitility.await().atMost(PATIENCE).until(() -> find(condition, subject).isPresent());
    return find(condition, subject).orElseThrow();
  }

  /** Until its cause is gone, or it is listed no more. */
  public void awaitGone(String condition, String subject) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> find(condition, subject).filter(alarm -> !alarm.has("goneAt")).isEmpty());
  }

  Answer acknowledge(String id, String token, @Nullable String body) {
    return dispatch.post(path(id) + "/acknowledgement", token, body);
  }

  Answer shelve(String id, String token, String body) {
    return dispatch.post(path(id) + "/shelving", token, body);
  }

  Answer unshelve(String id, String token) {
    return dispatch.send("DELETE", path(id) + "/shelving", token, null, Map.of());
  }

  static String path(String id) {
    return "/api/alarms/" + URLEncoder.encode(id, UTF_8);
  }

  /** The names of its events, once there are so many. */
  List<String> events(String id, int count) {
    try (TopicReader watch =
        new TopicReader(dispatch.neighbours.kafka().bootstrapServers(), "dispatch.alarms")) {
      return watch.awaitWithKey(id, count).stream()
          .map(event -> TopicReader.header(event, "ce_type"))
          .toList();
    }
  }

  /** One that pages have found. */
  static String overdue(UUID report) {
    return "REPORT_OVERDUE:" + report + ":" + UUID.randomUUID();
  }
}
