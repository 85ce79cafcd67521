package muster.demo.exercise;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import muster.demo.stream.EventStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What tells phones that something has happened, as the push service of a real phone does: one
 * operator's stream, read for all of them. Whoever is told then asks and answers with an own token.
 *
 * <p>Why not a stream for each phone, which apps have when they are open: three hundred of them are
 * three hundred connections through the gateway and as many threads behind it, for people of whom a
 * dozen are called at a time. Why not polling: a device has to confirm within 5 s, so each phone
 * would have to ask every few seconds, a hundred requests a second for nothing. Phones that were
 * offline do ask {@code GET /api/tasks}, once, when they are back.
 */
final class PushService implements EventStream.Listener {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, List<Volunteer>> byTeam;
  private final Consumer<Issued> onIssued;

  /** An alert that has just been issued. */
  record Issued(String alertId, String by, String number, String headline) {}

  /**
   * @param onIssued is told of each alert
   */
  PushService(Map<String, List<Volunteer>> byTeam, Consumer<Issued> onIssued) {
    this.byTeam = Map.copyOf(byTeam);
    this.onIssued = onIssued;
  }

  @Override
  public void accept(EventStream.Message frame) {
    JsonNode message = JSON.readTree(frame.data());
    JsonNode event = message.path("event");
    String task = event.path("taskId").asString("");
    String alert = message.path("alertId").asString("");
    List<Volunteer> team = byTeam.getOrDefault(event.path("teamId").asString(""), List.of());
    switch (frame.type()) {
      case "alert.issued.v1" ->
          onIssued.accept(
              new Issued(
                  alert,
                  event.path("by").asString(""),
                  message.path("number").asString(""),
                  event.at("/details/headline").asString("")));
      case "task.offered.v1" -> {
        int call = event.path("call").asInt(1);
        team.forEach(person -> person.isCalled(task, alert, call));
      }
      case "task.promoted.v1" -> team.forEach(person -> person.isPromoted(task));
      case "task.passed-on.v1" -> {
        String intoAlert = event.path("intoAlertId").asString("");
        String intoTask = event.path("intoTaskId").asString("");
        team.forEach(person -> person.isPassedOn(task, intoAlert, intoTask));
      }
      case "task.stood-down.v1",
          "task.stood-down.v2",
          "task.released.v1",
          "task.completed.v1",
          "task.declined.v1",
          "task.withdrawn.v1",
          "task.withdrawn.v2" ->
          team.forEach(person -> person.isOver(task));
      case "alert.resolved.v1", "alert.cancelled.v1", "alert.expired.v1" ->
          byTeam.values().forEach(each -> each.forEach(person -> person.isAlertOver(alert)));
      default -> {
        // Phones are not told of it.
      }
    }
  }
}
