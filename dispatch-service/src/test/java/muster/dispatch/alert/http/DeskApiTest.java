package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a dispatcher says to teams, and takes in hand. */
@OnRealServers
class DeskApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void aMessageToAllWhoComeAndOneToOneTeamStandInTheTimeline() {
    JsonNode alert = twoCome();
    String path = "/api/alerts/" + alert.get("number").asInt();
    String id = alert.get("id").asString();

    Answer toAll = message(path, "{\"text\":\"Use the north gate\"}");
    assertThat(toAll.status()).as(toAll.toString()).isEqualTo(200);
    assertThat(message(path, "{\"text\":\"Use the north gate\"}").json()).isEqualTo(toAll.json());
    String team = alert.get("tasks").get(1).get("teamId").asString();
    assertThat(
            message(path, "{\"text\":\"Bring the rope\",\"teamId\":\"%s\"}".formatted(team))
                .status())
        .isEqualTo(200);
    String task = alert.get("tasks").get(0).get("id").asString();
    assertThat(
            message(path, "{\"text\":\"Bring the boat\",\"taskId\":\"%s\"}".formatted(task))
                .status())
        .isEqualTo(200);

    List<JsonNode> sent = events(id, "alert.message-sent.v1");
    assertThat(sent.stream().map(event -> event.get("text").asString()))
        .containsExactly("Use the north gate", "Bring the rope", "Bring the boat");
    assertThat(sent.get(0).get("recipients").size()).isEqualTo(2);
    assertThat(sent.get(0).get("by").asString()).isEqualTo("dispatcher-1");
    assertThat(sent.get(1).get("recipients").get(0).get("teamId").asString()).isEqualTo(team);
    assertThat(sent.get(2).get("recipients").get(0).get("taskId").asString()).isEqualTo(task);
  }

  @Test
  void aMessageMayHave500CharactersAndAnAlert12OfThemInAMinute() {
    String path = "/api/alerts/" + twoCome().get("id").asString();
    assertThat(message(path, "{\"text\":\"%s\"}".formatted("徐".repeat(500))).status())
        .isEqualTo(200);
    for (int i = 2; i <= 12; i++) {
      Answer answer = message(path, "{\"text\":\"no. %d\"}".formatted(i));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
    Answer tooMany = message(path, "{\"text\":\"no. 13\"}");
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.json().get("type").asString()).isEqualTo("/problems/too-many-requests");
    assertThat(tooMany.header("Retry-After")).isEqualTo("60");
    assertThat(message(path, "{\"text\":\"no. 12\"}").status()).as("said before").isEqualTo(200);
  }

  @Test
  void nobodyIsToldWhenNobodyComesAndNoTeamThatIsOutOfIt() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String path = "/api/alerts/" + alert.get("id").asString();
    assertRefused(message(path, "{\"text\":\"x\"}"), "NOBODY_COMES");
    JsonNode task = alert.get("tasks").get(0);
    dispatch.act(task, "decline", null);
    assertRefused(
        message(
            path, "{\"text\":\"x\",\"teamId\":\"%s\"}".formatted(task.get("teamId").asString())),
        "TEAM_HAS_NO_PART");
    Answer unknown = message(path, "{\"text\":\"x\",\"teamId\":\"t-nobody\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().get("detail").asString()).isEqualTo("There is no such task.");
  }

  @Test
  void aCallForHelpIsOpenInTheAlertAndInTheListUntilSomebodyHasItInHand() {
    JsonNode alert = twoCome();
    String id = alert.get("id").asString();
    JsonNode task = alert.get("tasks").get(0);
    dispatch.act(task, "help", "{\"kind\":\"DANGER\",\"text\":\"knife\"}");

    JsonNode open = dispatch.alert(id).get("openHelp");
    assertThat(open.size()).isEqualTo(1);
    assertThat(open.get(0).get("kind").asString()).isEqualTo("DANGER");
    assertThat(open.get(0).get("text").asString()).isEqualTo("knife");
    assertThat(open.get(0).get("taskId")).isEqualTo(task.get("id"));
    assertThat(open.get(0).get("teamName").asString()).startsWith("Team ");
    assertThat(listed(id).get("openHelp")).isEqualTo(open);

    String seen = open.get(0).get("at").asString();
    dispatch.act(task, "help", "{\"kind\":\"AMBULANCE\"}");
    Answer inHand =
        dispatch.act(
            task,
            dispatch.dispatcher(),
            "help/acknowledgement",
            "{\"askedUntil\":\"%s\"}".formatted(seen));
    assertThat(inHand.status()).as(inHand.toString()).isEqualTo(200);
    assertThat(inHand.json().get("openHelp").size()).isEqualTo(1);
    assertThat(dispatch.alert(id).get("openHelp").get(0).get("kind").asString())
        .isEqualTo("AMBULANCE");
    for (int i = 0; i < 2; i++) {
      assertThat(
              dispatch
                  .act(task, dispatch.dispatcher(), "help/acknowledgement", null)
                  .json()
                  .get("openHelp")
                  .size())
          .isZero();
    }
    assertThat(dispatch.alert(id).get("openHelp").size()).isZero();
    assertThat(dispatch.timeline(id).stream().filter("task.help-acknowledged.v1"::equals))
        .hasSize(2);
    Answer malformed =
        dispatch.act(
            task, dispatch.dispatcher(), "help/acknowledgement", "{\"askedUntil\":\"soon\"}");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.json().get("errors").get(0).get("field").asString())
        .isEqualTo("askedUntil");
  }

  @Test
  void anEscalationIsAcceptedByThoseItWasHandedTo() {
    JsonNode alert = dispatch.issue("THEFT", RunningDispatch.newPlace());
    String id = alert.get("id").asString();
    assertThat(alert.get("status").asString()).isEqualTo("ESCALATED");
    assertThat(alert.get("escalation").get("to").asString()).isEqualTo("320371003");
    assertThat(alert.get("escalation").has("acceptedAt")).isFalse();

    Answer village = accept(id, dispatch.token("officer", "320371003209"));
    assertThat(village.status()).isEqualTo(403);
    assertThat(village.json().get("type").asString()).isEqualTo("/problems/out-of-scope");
    Answer town =
        accept(
            Integer.toString(alert.get("number").asInt()), dispatch.token("officer", "320371003"));
    assertThat(town.status()).as(town.toString()).isEqualTo(200);
    JsonNode escalation = town.json().get("escalation");
    assertThat(escalation.get("acceptedBy").asString()).isEqualTo("officer-320371003");
    // The city comes second, learns who leads it, and nothing is written for it.
    for (int i = 0; i < 2; i++) {
      Answer city = accept(id, dispatch.dispatcher());
      assertRefused(city, "ALREADY_ACCEPTED");
      assertThat(city.json().get("acceptedBy")).isEqualTo(escalation.get("acceptedBy"));
      assertThat(city.json().get("acceptedAt")).isEqualTo(escalation.get("acceptedAt"));
      assertThat(city.json().get("detail").asString()).contains("officer-320371003");
    }
    Answer again = accept(id, dispatch.token("officer", "320371003"));
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.json().get("escalation")).isEqualTo(escalation);
    assertThat(listed(id).get("escalation")).isEqualTo(escalation);
    assertThat(events(id, "alert.escalation-accepted.v1")).hasSize(1);
  }

  @Test
  void anAlertThatWasNotHandedOnIsNotAccepted() {
    assertRefused(accept(twoCome().get("id").asString(), dispatch.dispatcher()), "NOT_ESCALATED");
  }

  @Test
  void theTimesByWhichAResponseIsJudgedStandInTheListToTheEnd() {
    JsonNode alert = twoCome();
    String id = alert.get("id").asString();
    JsonNode task = alert.get("tasks").get(0);
    dispatch.act(task, "progress", "{\"state\":\"EN_ROUTE\"}");
    dispatch.act(task, "progress", "{\"state\":\"ON_SCENE\"}");
    dispatch.post(
        "/api/alerts/" + id + "/resolution", dispatch.dispatcher(), "{\"outcome\":\"FOUND\"}");
    for (JsonNode shown : List.of(dispatch.alert(id), listed(id))) {
      assertThat(shown.get("times").propertyNames())
          .containsExactlyInAnyOrder("reachedAt", "acknowledgedAt", "enRouteAt", "onSceneAt");
      assertThat(shown.has("endedAt")).isTrue();
    }
  }

  /** By which a page knows what a stream tells that the row has not. */
  @Test
  void everyTaskThatIsReadSaysAsOfWhichVersionOfItsAlertItIs() {
    JsonNode alert = twoCome();
    String id = alert.get("id").asString();
    JsonNode task = alert.get("tasks").get(0);
    String path = "/api/alerts/" + id;
    dispatch.post(path + "/notes", dispatch.dispatcher(), "{\"text\":\"of no task\"}");

    long before = dispatch.alert(id).get("version").asLong();
    List<JsonNode> rows = new ArrayList<>();
    dispatch.get(path + "/tasks", dispatch.dispatcher()).json().get("items").forEach(rows::add);
    dispatch.alert(id).get("tasks").forEach(rows::add);
    listed(id).get("tasks").forEach(rows::add);
    assertThat(rows).hasSize(6);
    long after = dispatch.alert(id).get("version").asLong();
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.get("version").asLong()).isBetween(before, after));

    Answer done =
        dispatch.act(task, dispatch.dispatcher(), "stand-down", "{\"reason\":\"too far\"}");
    assertThat(done.json().get("version").asLong()).isGreaterThan(before);
    JsonNode last = lastEntry(path);
    assertThat(dispatch.alert(id).get("version").asLong())
        .as("the last event's")
        .isGreaterThanOrEqualTo(last.get("version").asLong());
  }

  private JsonNode lastEntry(String path) {
    JsonNode entries =
        dispatch.get(path + "/timeline?limit=1000", dispatch.dispatcher()).json().get("items");
    return entries.get(entries.size() - 1);
  }

  private JsonNode twoCome() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(alert.get("tasks").get(1), "acknowledgement", null);
    return alert;
  }

  private JsonNode listed(String id) {
    for (JsonNode alert :
        dispatch.get("/api/alerts?limit=50", dispatch.dispatcher()).json().get("items")) {
      if (alert.get("id").asString().equals(id)) {
        return alert;
      }
    }
    throw new AssertionError("not in the list");
  }

  private List<JsonNode> events(String id, String type) {
    return dispatch
        .get("/api/alerts/" + id + "/timeline?limit=1000", dispatch.dispatcher())
        .json()
        .get("items")
        .valueStream()
        .filter(entry -> entry.get("type").asString().equals(type))
        .map(entry -> entry.get("event"))
        .toList();
  }

  private Answer message(String path, String body) {
    return dispatch.post(path + "/messages", dispatch.dispatcher(), body);
  }

  private Answer accept(String reference, String token) {
    return dispatch.post("/api/alerts/" + reference + "/escalation/acceptance", token, null);
  }

  private static void assertRefused(Answer answer, String reason) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
    assertThat(answer.json().get("reason").asString()).isEqualTo(reason);
  }
}
