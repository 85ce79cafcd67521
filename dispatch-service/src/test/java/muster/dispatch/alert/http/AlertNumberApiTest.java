package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The number that is said on the radio, in the place of an id. */
@OnRealServers
class AlertNumberApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void everyAlertHasANumberOfItsOwnAndShowsIt() {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeams(place, 1, 100).getFirst();
    JsonNode alert = dispatch.issue("CROWD", place);
    int number = alert.get("number").asInt();

    assertThat(number).isBetween(10_000, 99_999_999);
    assertThat(dispatch.issue("THEFT", RunningDispatch.newPlace()).get("number").asInt())
        .isNotEqualTo(number);
    assertThat(dispatch.alert(alert.get("id").asString()).get("number").asInt()).isEqualTo(number);
    JsonNode task =
        dispatch
            .get("/api/tasks", dispatch.volunteer(RunningDispatch.memberOf(team)))
            .json()
            .get("items")
            .get(0);
    assertThat(task.get("alert").get("number").asInt()).isEqualTo(number);
    assertThat(alert.get("tasks").get(0).get("alertNumber").asInt()).isEqualTo(number);
    JsonNode tasks = dispatch.get("/api/alerts/" + number + "/tasks", dispatch.dispatcher()).json();
    assertThat(tasks.get("items").get(0).get("alertNumber").asInt()).isEqualTo(number);
    JsonNode heard =
        dispatch
            .post(
                "/api/tasks/" + task.get("id").asString() + "/answers",
                dispatch.dispatcher(),
                "{\"volunteerId\":\"%s\",\"answer\":\"COMES\",\"said\":\"PHONE\"}"
                    .formatted(RunningDispatch.memberOf(team)))
            .json();
    assertThat(heard.get("alertNumber").asInt()).isEqualTo(number);
    JsonNode timeline =
        dispatch.get("/api/alerts/" + number + "/timeline", dispatch.dispatcher()).json();
    assertThat(timeline.get("items").get(0).get("event").get("number").asInt()).isEqualTo(number);
  }

  @Test
  void aRepeatedRequestShowsTheSameNumber() {
    String body = alertBody("THEFT", RunningDispatch.newPlace());
    String key = UUID.randomUUID().toString();
    int number = dispatch.issue(body, key).json().get("number").asInt();
    assertThat(dispatch.issue(body, key).json().get("number").asInt()).isEqualTo(number);
  }

  @Test
  void whateverTakesAnIdTakesTheNumber() {
    GeoPoint place = RunningDispatch.newPlace();
    JsonNode alert = dispatch.issue("THEFT", place);
    JsonNode other = dispatch.issue("THEFT", RunningDispatch.newPlace());
    // Farther than any wave.
    String team = dispatch.seedTeams(place, 1, 20_000).getFirst();
    String number = alert.get("number").asString();
    String path = "/api/alerts/" + number;
    String dispatcher = dispatch.dispatcher();

    is(alert, dispatch.get(path, dispatcher));
    is(alert, dispatch.patch(path, dispatcher, "{\"headline\":\"Seen\"}"));
    is(alert, dispatch.post(path + "/waves", dispatcher, null));
    is(alert, dispatch.post(path + "/escalation/acceptance", dispatcher, null));
    is(alert, dispatch.post(path + "/notes", dispatcher, "{\"text\":\"Rang again\"}"));
    String assignment = "{\"teamId\":\"%s\"}".formatted(team);
    JsonNode task = dispatch.post(path + "/tasks", dispatcher, assignment).json();
    assertThat(task.get("alertId")).isEqualTo(alert.get("id"));
    assertThat(task.get("alertNumber")).isEqualTo(alert.get("number"));
    String message = "{\"text\":\"Use the north gate\",\"teamId\":\"%s\"}".formatted(team);
    is(alert, dispatch.post(path + "/messages", dispatcher, message));
    String merge = "/api/alerts/" + other.get("number").asInt() + "/merge";
    is(alert, dispatch.post(merge, dispatcher, "{\"into\":\"%s\"}".formatted(number)));
    is(alert, dispatch.post(path + "/resolution", dispatcher, "{\"outcome\":\"FOUND\"}"));
    String notFound = "{\"outcome\":\"NOT_FOUND\"}";
    is(alert, dispatch.send("PUT", path + "/resolution", dispatcher, notFound, Map.of()));
    is(alert, dispatch.post(path + "/reopening", dispatcher, null));
    is(alert, dispatch.post(path + "/cancellation", dispatcher, "{\"reason\":\"Made up\"}"));
    assertThat(dispatch.get(path + "/tasks", dispatcher).json().get("items").get(0).get("id"))
        .isEqualTo(task.get("id"));
    JsonNode first = dispatch.get(path + "/timeline", dispatcher).json().get("items").get(0);
    assertThat(first.get("type").asString()).isEqualTo("alert.issued.v1");
    assertThat(first.get("event").get("alertId")).isEqualTo(alert.get("id"));
  }

  private static void is(JsonNode alert, Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().get("id")).as(answer.toString()).isEqualTo(alert.get("id"));
  }

  @Test
  void aNumberThatWasGivenAgainMeansTheNewestInTheCallersScope() {
    String village = "320399002001";
    int number = 87_654_321;
    JsonNode older = in(village);
    JsonNode newer = in(village);
    JsonNode elsewhere = dispatch.issue("THEFT", RunningDispatch.newPlace());
    for (JsonNode alert : new JsonNode[] {older, newer, elsewhere}) {
      JdbcClient.create(dispatch.database())
          .sql("update alert set number = ? where alert_id = ?")
          .params(number, UUID.fromString(alert.get("id").asString()))
          .update();
    }

    String path = "/api/alerts/" + number;
    assertThat(dispatch.get(path, dispatch.token("dispatcher", "320399")).json().get("id"))
        .isEqualTo(newer.get("id"));
    assertThat(dispatch.get(path, dispatch.dispatcher()).json().get("id"))
        .isEqualTo(elsewhere.get("id"));
    assertThat(dispatch.get(path, dispatch.token("dispatcher", "3204")).status()).isEqualTo(404);
  }

  @Test
  void aNumberThatNobodyHasIs404AndWhatIsNoNumberIs400() {
    for (String unknown : new String[] {"99999998", "10000000"}) {
      assertThat(dispatch.get("/api/alerts/" + unknown, dispatch.dispatcher()).status())
          .isEqualTo(404);
    }
    for (String malformed : new String[] {"9999", "012345", "100000000", "-12345", "1-1-1-1-1"}) {
      Answer answer = dispatch.get("/api/alerts/" + malformed, dispatch.dispatcher());
      assertThat(answer.status()).as(malformed).isEqualTo(400);
      assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("id");
    }
  }

  private JsonNode in(String village) {
    String body =
        alertBody("THEFT", RunningDispatch.newPlace())
            .replace(RunningDispatch.JURISDICTION, village);
    return dispatch.issue(body, UUID.randomUUID().toString()).json();
  }
}
