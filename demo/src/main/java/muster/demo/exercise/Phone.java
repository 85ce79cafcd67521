package muster.demo.exercise;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.contracts.place.GeoPoint;
import muster.demo.exercise.Account.Reply;
import muster.demo.story.DemoTargets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a volunteer's app asks of the services, with its owner's own token. */
final class Phone {
  /** What there may be to do for those who are called. */
  private static final String OPEN_TASKS =
      "/api/tasks?limit=20&state=OFFERED,ACKNOWLEDGED,STANDBY,EN_ROUTE,ON_SCENE";

  private static final int ACCURACY_METERS = 12;

  private final Account account;
  private final DemoTargets targets;

  /**
   * @param account whose name is the volunteer's id
   */
  Phone(Account account, DemoTargets targets) {
    this.account = account;
    this.targets = targets;
  }

  /** On duty, and here. */
  void reportPosition(GeoPoint here) throws IOException, InterruptedException {
    var unused =
        account.put(
            targets.volunteers(),
            "/api/volunteers/" + account.name() + "/presence",
            Map.of("onDuty", true, "location", place(here), "accuracyMeters", ACCURACY_METERS));
  }

  private static Map<String, ?> place(GeoPoint point) {
    return Map.of("latitude", point.latitude(), "longitude", point.longitude(), "crs", "WGS84");
  }

  /** The team's tasks that are not over; empty if the service does not say. */
  Optional<List<JsonNode>> openTasks() throws IOException, InterruptedException {
    Reply open = account.get(targets.dispatch(), OPEN_TASKS);
    return open.isDone()
        ? Optional.of(open.body().path("items").valueStream().toList())
        : Optional.empty();
  }

  /**
   * @param call by which the device has got it; null if it was offline then: the receipt counts for
   *     the last one
   */
  void receipt(String taskId, String status, @Nullable Integer call)
      throws IOException, InterruptedException {
    var unused =
        account.post(
            targets.notifications(),
            "/api/receipts",
            call == null
                ? Map.of("taskId", taskId, "status", status)
                : Map.of("taskId", taskId, "status", status, "call", call));
  }

  /** An answer or what comes after it, by the last part of its path. */
  Reply act(String taskId, String action, Map<String, ?> body)
      throws IOException, InterruptedException {
    return account.post(targets.dispatch(), "/api/tasks/" + taskId + "/" + action, body);
  }

  void sendClue(Errand about, String text) throws IOException, InterruptedException {
    var unused =
        account.post(
            targets.reports(),
            "/api/reports",
            Map.of(
                "category", about.category(),
                "text", text,
                "location", place(about.place()),
                "alertId", about.alertId()));
  }
}
