package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A team rings up, and the dispatcher answers for it. */
@OnRealServers
class HeardAnswerApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final GeoPoint place = RunningDispatch.newPlace();
  private final List<String> people = RunningDispatch.newPeople(2);

  private JsonNode called() {
    dispatch.seedTeam(place, people);
    return dispatch.issue("CROWD", place).get("tasks").get(0);
  }

  private Answer heard(JsonNode task, String body) {
    return dispatch.act(task, dispatch.dispatcher(), "answers", body);
  }

  private static String says(String who, String answer, String more) {
    return "{\"volunteerId\":\"%s\",\"answer\":\"%s\",\"said\":\"PHONE\"%s}"
        .formatted(who, answer, more);
  }

  @Test
  void itIsTheMembersAnswerAndNamesWhoHeardIt() {
    JsonNode task = called();

    Answer heard = heard(task, says(people.get(0), "COMES", ",\"etaSeconds\":300"));

    assertThat(heard.status()).as(heard.toString()).isEqualTo(200);
    assertThat(heard.json().get("state").asString()).isEqualTo("ACKNOWLEDGED");
    assertThat(heard.json().get("etaSeconds").asInt()).isEqualTo(300);
    JsonNode answer = heard.json().get("answers").get(0);
    assertThat(answer.get("volunteerId").asString()).isEqualTo(people.get(0));
    assertThat(answer.get("by").asString()).isEqualTo("dispatcher-1");
    assertThat(answer.get("said").asString()).isEqualTo("PHONE");
    assertThat(heard(task, says(people.get(0), "COMES", ",\"etaSeconds\":300")).json())
        .as("said twice")
        .isEqualTo(heard.json());
    assertThat(timeline(task).stream().filter("member.answered.v1"::equals)).hasSize(1);
    // And it is the member's own: in the app it can be corrected.
    String member = dispatch.volunteer(people.get(0));
    assertThat(dispatch.act(task, member, "acknowledgement", "{\"etaSeconds\":60}").status())
        .isEqualTo(200);
    assertThat(dispatch.act(task, member, "withdrawal", null).json().get("state").asString())
        .isEqualTo("WITHDRAWN");
  }

  @Test
  void whoCannotLeavesTheTeamToTheOthersAndTheLastOneTakesItAlong() {
    JsonNode task = called();
    assertThat(heard(task, says(people.get(0), "CANNOT", "")).json().get("state").asString())
        .isEqualTo("OFFERED");
    assertThat(
            heard(task, says(people.get(1), "CANNOT", "").replace("PHONE", "RADIO"))
                .json()
                .get("state")
                .asString())
        .isEqualTo("DECLINED");
    assertThat(timeline(task)).contains("task.declined.v1");
  }

  @Test
  void whoCameAndCannotHasWithdrawn() {
    JsonNode task = called();
    dispatch.act(task, dispatch.volunteer(people.get(0)), "acknowledgement", null);

    JsonNode after = heard(task, says(people.get(0), "CANNOT", "")).json();

    assertThat(after.get("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(after.get("answers").get(0).get("answer").asString()).isEqualTo("WITHDRAWS");
  }

  @Test
  void whoComesToAnotherAlertIsRefusedAsInTheApp() {
    JsonNode task = called();
    GeoPoint elsewhere = RunningDispatch.newPlace();
    dispatch.seedTeam(elsewhere, List.of(people.get(0)));
    JsonNode other = dispatch.issue("CROWD", elsewhere).get("tasks").get(0);
    assertThat(heard(other, says(people.get(0), "COMES", "")).status()).isEqualTo(200);

    Answer refused = heard(task, says(people.get(0), "COMES", ""));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("reason").asString()).isEqualTo("PERSON_ON_OTHER_ALERT");
  }

  @Test
  void afterTheEndItIsRefusedAndKept() {
    JsonNode task = called();
    dispatch.post(
        "/api/alerts/" + task.get("alertId").asString() + "/cancellation",
        dispatch.dispatcher(),
        "{\"reason\":\"x\"}");
    assertThat(heard(task, says(people.get(0), "COMES", "")).status()).isEqualTo(409);
    assertThat(timeline(task)).last().isEqualTo("task.answered-late.v1");
  }

  @Test
  void whatIsHeardAfterTheEndIsTheMembersOwnAndNotTheTeams() {
    JsonNode task = called();
    String alert = "/api/alerts/" + task.get("alertId").asString();
    dispatch.post(alert + "/cancellation", dispatch.dispatcher(), "{\"reason\":\"x\"}");

    assertThat(heard(task, says(people.get(0), "CANNOT", "")).status()).isEqualTo(409);
    assertThat(
            dispatch.act(task, dispatch.volunteer(people.get(1)), "acknowledgement", null).status())
        .isEqualTo(409);

    List<JsonNode> late =
        dispatch
            .get(alert + "/timeline?limit=1000", dispatch.dispatcher())
            .json()
            .get("items")
            .valueStream()
            .filter(entry -> entry.get("type").asString().equals("task.answered-late.v1"))
            .map(entry -> entry.get("event"))
            .toList();
    assertThat(late).hasSize(2);
    assertThat(late.get(0).get("volunteerId").asString()).isEqualTo(people.get(0));
    assertThat(late.get(0).get("by").asString()).isEqualTo("dispatcher-1");
    assertThat(late.get(0).get("said").asString()).isEqualTo("PHONE");
    assertThat(late.get(0).get("othersLeft").asBoolean()).isTrue();
    assertThat(late.get(1).get("volunteerId").asString()).isEqualTo(people.get(1));
    assertThat(late.get(1).has("othersLeft")).isFalse();
    JsonNode reopened =
        dispatch.post(alert + "/reopening?tasks=true", dispatch.dispatcher(), null).json();
    assertThat(reopened.get("tasks").get(0).get("state").asString()).isEqualTo("OFFERED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          volunteerId | {"answer":"COMES","said":"PHONE"}
          volunteerId | {"volunteerId":"a b","answer":"COMES","said":"PHONE"}
          volunteerId | {"volunteerId":"v-of-nobody","answer":"COMES","said":"PHONE"}
          answer      | {"volunteerId":"v-1","said":"PHONE"}
          answer      | {"volunteerId":"v-1","answer":"WITHDRAWS","said":"PHONE"}
          said        | {"volunteerId":"v-1","answer":"COMES"}
          said        | {"volunteerId":"v-1","answer":"COMES","said":"APP"}
          etaSeconds  | {"volunteerId":"v-1","answer":"COMES","said":"PHONE","etaSeconds":-1}
          etaSeconds  | {"volunteerId":"v-1","answer":"COMES","said":"PHONE","etaSeconds":86401}
          etaSeconds  | {"volunteerId":"v-1","answer":"CANNOT","said":"PHONE","etaSeconds":60}
          """)
  void whatIsNoAnswerOfAMemberIsRefused(String field, String body) {
    Answer refused = heard(called(), body);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.json().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @Test
  void onlyWhoLeadsTheAlertAnswersForOthers() {
    JsonNode task = called();
    String body = says(people.get(0), "COMES", "");
    assertThat(dispatch.act(task, dispatch.volunteer(people.get(0)), "answers", body).status())
        .isEqualTo(403);
    assertThat(dispatch.act(task, dispatch.token("operator"), "answers", body).status())
        .isEqualTo(403);
    assertThat(dispatch.act(task, dispatch.token("officer", "3204"), "answers", body).status())
        .isEqualTo(403);
    assertThat(dispatch.act(task, dispatch.token("officer", "320371"), "answers", body).status())
        .isEqualTo(200);
    assertThat(
            dispatch
                .post("/api/tasks/" + UUID.randomUUID() + "/answers", dispatch.dispatcher(), body)
                .status())
        .isEqualTo(404);
  }

  private List<String> timeline(JsonNode task) {
    return dispatch.timeline(task.get("alertId").asString());
  }
}
