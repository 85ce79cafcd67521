package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;

import java.util.List;
import muster.contracts.place.GeoPoint;

/** A request that is right but for the id. */
record Endpoint(String method, String path, String body, boolean forTeams) {

  static final List<Endpoint> ALL =
      List.of(
          new Endpoint("POST", "/api/alerts", alertBody("THEFT", new GeoPoint(34.2, 117.3)), false),
          new Endpoint(
              "POST", "/api/alerts/preview", alertBody("THEFT", new GeoPoint(34.2, 117.3)), false),
          new Endpoint("GET", "/api/alerts", "", false),
          new Endpoint("GET", "/api/alerts/{id}", "", false),
          new Endpoint("GET", "/api/alerts/{id}/timeline", "", false),
          new Endpoint("PATCH", "/api/alerts/{id}", "{\"headline\":\"x\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/waves", "{\"afterWave\":1}", false),
          new Endpoint("POST", "/api/alerts/{id}/resolution", "{\"outcome\":\"FOUND\"}", false),
          new Endpoint("PUT", "/api/alerts/{id}/resolution", "{\"outcome\":\"FOUND\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/reopening", "{\"reason\":\"x\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/notes", "{\"text\":\"x\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/messages", "{\"text\":\"x\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/radio-lines", "{\"text\":\"x\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/lead", "", false),
          new Endpoint("DELETE", "/api/alerts/{id}/lead", "", false),
          new Endpoint("POST", "/api/alerts/{id}/escalation/acceptance", "", false),
          new Endpoint("POST", "/api/alerts/{id}/merge", "{\"into\":\"99999998\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/cancellation", "{\"reason\":\"x\"}", false),
          new Endpoint("POST", "/api/alerts/{id}/tasks", "{\"teamId\":\"t-1\"}", false),
          new Endpoint("POST", "/api/tasks/{id}/calls", "", false),
          new Endpoint("POST", "/api/tasks/{id}/stand-down", "{\"reason\":\"x\"}", false),
          new Endpoint(
              "POST",
              "/api/tasks/{id}/answers",
              "{\"volunteerId\":\"v-1\",\"answer\":\"COMES\",\"said\":\"PHONE\"}",
              false),
          new Endpoint(
              "POST", "/api/tasks/{id}/telephone-calls", "{\"result\":\"REACHED\"}", false),
          new Endpoint("POST", "/api/tasks/{id}/help/acknowledgement", "", false),
          new Endpoint("GET", "/api/tasks", "", true),
          new Endpoint("POST", "/api/tasks/{id}/acknowledgement", "{\"etaSeconds\":1}", true),
          new Endpoint("POST", "/api/tasks/{id}/decline", "{\"reason\":\"x\"}", true),
          new Endpoint("POST", "/api/tasks/{id}/withdrawal", "{\"reason\":\"x\"}", true),
          new Endpoint("POST", "/api/tasks/{id}/progress", "{\"state\":\"EN_ROUTE\"}", true),
          new Endpoint("POST", "/api/tasks/{id}/help", "{\"kind\":\"DANGER\"}", true),
          new Endpoint("POST", "/api/tasks/{id}/completion", "{\"note\":\"x\"}", true));

  String path(String id) {
    return path.replace("{id}", id);
  }

  boolean hasId() {
    return path.contains("{id}");
  }

  /** Its id is a task's. */
  boolean onTask() {
    return path.startsWith("/api/tasks/");
  }

  boolean needsBody() {
    return !body.isEmpty();
  }

  boolean writesAlerts() {
    return !forTeams && !method.equals("GET");
  }
}
