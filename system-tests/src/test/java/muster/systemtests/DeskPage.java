package muster.systemtests;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import muster.demo.stream.EventStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a desk's page does: opens the stream, keeps what it tells, reads the snapshots, and applies
 * what is newer than each row. Where an event is missing it reads that row anew.
 *
 * <p>It is a bad page on purpose: now and then it loses an event, or takes one twice.
 */
final class DeskPage implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StackUnderTest running;
  private final Person desk;
  private final Random random;
  private final ConcurrentLinkedQueue<JsonNode> told = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean connected = new AtomicBoolean();
  private final EventStream stream;

  /** By kind and id, such as {@code team t-1}. */
  private final Map<String, ObjectNode> rows = new TreeMap<>();

  /** May be lost: what follows each of them says so. */
  private boolean losesEvents = true;

  DeskPage(StackUnderTest running, Person desk, long seed) {
    this.running = running;
    this.desk = desk;
    this.random = new Random(seed);
    this.stream =
        new EventStream(
                URI.create(running.notifications() + "/api/stream/events"),
                () -> Optional.ofNullable(desk.token()).orElseThrow(),
                new EventStream.Listener() {
                  @Override
                  public void accept(EventStream.Message message) {
                    told.add(JSON.readTree(message.data()));
                  }

                  @Override
                  public void connected() {
                    connected.set(true);
                  }
                })
            .start("page");
    Awaitility.await().untilTrue(connected);
  }

  void losesNothingAnyMore() {
    losesEvents = false;
  }

  void readSnapshots() {
    rows.clear();
    rows.putAll(snapshot());
  }

  /** All rows as they are now, read page by page. */
  Map<String, ObjectNode> snapshot() {
    Map<String, ObjectNode> now = new TreeMap<>();
    readAll(
        running.dispatch() + "/api/alerts?status=OPEN&limit=7",
        alert -> {
          now.put("alert " + id(alert), alertRow(alert));
          alert.path("tasks").forEach(task -> now.put("task " + id(task), taskRow(task)));
        });
    readAll(
        running.reports() + "/api/reports?status=SUBMITTED&limit=7",
        report -> now.put("report " + id(report), reportRow(report)));
    readAll(
        running.volunteers() + "/api/teams?limit=7",
        team -> now.put("team " + id(team), teamRow(team)));
    return now;
  }

  private interface Reading {
    void read(JsonNode row);
  }

  private void readAll(String address, Reading each) {
    String cursor = "";
    do {
      JsonNode page = desk.get(address + cursor).expect(200).json();
      page.path("items").forEach(each::read);
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
  }

  Map<String, ObjectNode> rows() {
    return rows;
  }

  /** Takes what has been told by now. */
  void apply() {
    for (JsonNode frame = told.poll(); frame != null; frame = told.poll()) {
      if (losesEvents && mayBeLost(frame) && random.nextInt(8) == 0) {
        continue;
      }
      int times = random.nextInt(5) == 0 ? 2 : 1;
      for (int i = 0; i < times; i++) {
        apply(frame);
      }
    }
  }

  private static boolean mayBeLost(JsonNode frame) {
    return switch (type(frame)) {
      case "alert.updated.v1", "alert.note-added.v1", "report.added-to.v1", "team.changed.v1" ->
          true;
      default -> false;
    };
  }

  private void apply(JsonNode frame) {
    switch (frame.required("topic").asString()) {
      case "dispatch.events" -> applyToAlert(frame);
      case "report.events" -> applyToReport(frame);
      default -> applyToRegistry(frame);
    }
  }

  private void applyToAlert(JsonNode frame) {
    String id = frame.required("key").asString();
    ObjectNode row = rows.get("alert " + id);
    long version = frame.required("version").asLong();
    applyToTask(id, frame, version);
    if (row == null) {
      if (type(frame).equals("alert.issued.v1")) {
        readAlert(id);
      }
    } else if (version > row.path("version").asLong() + 1) {
      readAlert(id);
    } else if (version == row.path("version").asLong() + 1) {
      row.put("version", version);
      switch (type(frame)) {
        case "alert.updated.v1" ->
            row.put("headline", frame.at("/event/details/headline").asString());
        case "alert.covered.v1" -> row.put("status", "COVERED");
        case "alert.uncovered.v1" -> readAlert(id);
        case "alert.escalated.v1" -> row.put("status", "ESCALATED");
        case "alert.cancelled.v1", "alert.resolved.v1", "alert.expired.v1" -> forgetAlert(id);
        default -> {}
      }
    }
  }

  private void applyToTask(String alertId, JsonNode frame, long version) {
    String task = frame.at("/event/taskId").asString("");
    if (task.isEmpty()) {
      return;
    }
    ObjectNode row = rows.get("task " + task);
    if (row == null) {
      if (rows.containsKey("alert " + alertId)) {
        readTasks(alertId);
      }
      return;
    }
    if (version <= row.path("version").asLong()) {
      return;
    }
    row.put("version", version);
    String state =
        switch (type(frame)) {
          case "task.acknowledged.v1", "task.promoted.v1" -> "ACKNOWLEDGED";
          case "task.put-on-standby.v1" -> "STANDBY";
          case "task.declined.v1" -> "DECLINED";
          case "task.en-route.v1" -> "EN_ROUTE";
          case "task.on-scene.v1" -> "ON_SCENE";
          case "task.unreached.v1" -> "UNREACHED";
          case "member.answered.v1", "task.reached.v1" -> row.path("state").asString();
          default -> "";
        };
    if (state.isEmpty()) {
      readTasks(alertId);
    } else {
      row.put("state", state);
    }
  }

  private void applyToReport(JsonNode frame) {
    String key = "report " + frame.required("key").asString();
    ObjectNode row = rows.get(key);
    long version = frame.required("version").asLong();
    if (row == null) {
      if (type(frame).equals("report.submitted.v1")) {
        ObjectNode first = JSON.createObjectNode();
        first.put("version", version);
        first.put("text", frame.at("/event/text").asString());
        first.put("additions", 0);
        rows.put(key, first);
      }
    } else if (version > row.path("version").asLong() + 1) {
      readReport(frame.required("key").asString());
    } else if (version == row.path("version").asLong() + 1) {
      row.put("version", version);
      if (type(frame).equals("report.added-to.v1")) {
        // Not the same when it is done twice: the version is what keeps it right.
        row.put("additions", row.path("additions").asInt() + 1);
      } else {
        rows.remove(key);
      }
    }
  }

  private void applyToRegistry(JsonNode frame) {
    switch (type(frame)) {
      case "volunteer.went-on-duty.v1", "volunteer.went-off-duty.v1" ->
          // Others may be on duty, too; and it may be long ago, as seen from the team.
          frame.at("/event/teams").forEach(team -> readTeam(team.asString()));
      case "team.registered.v1", "team.changed.v1" -> {
        ObjectNode row = rows.get("team " + frame.required("key").asString());
        if (row == null || frame.required("version").asLong() > row.path("version").asLong()) {
          // Members and place are not in the event.
          readTeam(frame.required("key").asString());
        }
      }
      case "team.disbanded.v1" -> {
        ObjectNode row = rows.get("team " + frame.required("key").asString());
        if (row != null && frame.required("version").asLong() > row.path("version").asLong()) {
          rows.remove("team " + frame.required("key").asString());
        }
      }
      default -> {}
    }
  }

  private void readAlert(String id) {
    JsonNode alert = read(running.dispatch() + "/api/alerts/" + id);
    forgetAlert(id);
    if (alert != null && !alert.has("endedAt")) {
      rows.put("alert " + id, alertRow(alert));
      alert.path("tasks").forEach(task -> rows.put("task " + id(task), taskRow(task)));
    }
  }

  private void readTasks(String alertId) {
    readAll(
        running.dispatch() + "/api/alerts/" + alertId + "/tasks?limit=7",
        task -> rows.put("task " + id(task), taskRow(task)));
  }

  private void readReport(String id) {
    JsonNode report = read(running.reports() + "/api/reports/" + id);
    rows.remove("report " + id);
    if (report != null && report.path("status").asString().equals("SUBMITTED")) {
      rows.put("report " + id, reportRow(report));
    }
  }

  private void readTeam(String id) {
    JsonNode team = read(running.volunteers() + "/api/teams/" + id);
    rows.remove("team " + id);
    if (team != null) {
      rows.put("team " + id, teamRow(team));
    }
  }

  private void forgetAlert(String id) {
    rows.remove("alert " + id);
    rows.values().removeIf(row -> row.path("alertId").asString("").equals(id));
  }

  private @Nullable JsonNode read(String address) {
    Person.Answer answer = desk.get(address);
    return answer.status() == 404 ? null : answer.expect(200).json();
  }

  private static ObjectNode alertRow(JsonNode alert) {
    return row(alert, "version", "status", "headline");
  }

  private static ObjectNode taskRow(JsonNode task) {
    return row(task, "alertId", "version", "state");
  }

  private static ObjectNode reportRow(JsonNode report) {
    ObjectNode row = row(report, "version", "text");
    row.put("additions", report.path("additions").size());
    return row;
  }

  private static ObjectNode teamRow(JsonNode team) {
    ObjectNode row = row(team, "version", "name", "onDuty");
    row.put("members", team.path("members").size());
    return row;
  }

  private static ObjectNode row(JsonNode from, String... fields) {
    ObjectNode row = JSON.createObjectNode();
    for (String field : fields) {
      row.set(field, from.required(field));
    }
    return row;
  }

  /**
   * Comparable with those of a later snapshot: a task's version is that of its alert when it was
   * read.
   */
  static Map<String, String> shown(Map<String, ObjectNode> rows) {
    Map<String, String> shown = new HashMap<>();
    rows.forEach(
        (key, row) -> {
          ObjectNode copy = row.deepCopy();
          if (key.startsWith("task ")) {
            copy.remove("version");
          }
          shown.put(key, copy.toString());
        });
    return shown;
  }

  private static String id(JsonNode row) {
    return row.required("id").asString();
  }

  private static String type(JsonNode frame) {
    return frame.required("type").asString();
  }

  @Override
  public void close() {
    stream.close();
  }
}
