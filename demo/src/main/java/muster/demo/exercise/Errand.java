package muster.demo.exercise;

import muster.contracts.place.GeoPoint;
import tools.jackson.databind.JsonNode;

/**
 * What somebody has said yes to.
 *
 * @param place where the alert is
 */
record Errand(String alertId, String taskId, String category, GeoPoint place, Stage stage) {

  /** How far its owner is. */
  enum Stage {
    STANDBY,
    COMES,
    UNDER_WAY,
    THERE
  }

  /**
   * @param task of {@code GET /api/tasks}
   */
  static Errand of(JsonNode task, Stage stage) {
    JsonNode alert = task.path("alert");
    return new Errand(
        task.path("alertId").asString(""),
        task.path("id").asString(""),
        alert.path("category").asString(""),
        new GeoPoint(
            alert.at("/location/latitude").asDouble(), alert.at("/location/longitude").asDouble()),
        stage);
  }

  Errand at(Stage next) {
    return new Errand(alertId, taskId, category, place, next);
  }

  /** The alert was merged into another one, where the team goes on. */
  Errand passedOn(String intoAlertId, String intoTaskId) {
    return new Errand(intoAlertId, intoTaskId, category, place, stage);
  }

  /** Off the beat. */
  boolean isAway() {
    return stage == Stage.UNDER_WAY || stage == Stage.THERE;
  }

  boolean is(String task, Stage wanted) {
    return taskId.equals(task) && stage == wanted;
  }
}
