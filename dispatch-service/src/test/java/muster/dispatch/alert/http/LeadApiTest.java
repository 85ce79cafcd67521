package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who leads an alert, what was read over the radio, and whom somebody has rung up. */
@OnRealServers
class LeadApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final String zhang = named("zhang", "张伟");
  private final String li = named("li", "李娜");

  private String named(String account, String name) {
    return dispatch
        .neighbours
        .issuer()
        .tokenWithClaims(
            Map.of(
                "sub",
                account,
                "name",
                name,
                "roles",
                List.of("dispatcher"),
                "jurisdiction",
                "3203"));
  }

  @Test
  void theLeadIsTakenTakenOverAndLeftAndTheListSaysWhoHasIt() {
    JsonNode alert = called(1);
    String id = alert.get("id").asString();
    assertThat(alert.has("lead")).isFalse();

    Answer taken = lead("POST", Integer.toString(alert.get("number").asInt()), zhang);
    assertThat(taken.status()).as(taken.toString()).isEqualTo(200);
    JsonNode lead = taken.json().get("lead");
    assertThat(lead.get("account").asString()).isEqualTo("zhang");
    assertThat(lead.get("name").asString()).isEqualTo("张伟");
    assertThat(dispatch.alert(id).get("lead")).isEqualTo(lead);
    assertThat(listed(id).get("lead")).isEqualTo(lead);
    assertThat(lead("POST", id, zhang).json().get("lead")).as("mine already").isEqualTo(lead);

    assertThat(lead("POST", id, li).json().get("lead").get("name").asString()).isEqualTo("李娜");
    Answer notMine = lead("DELETE", id, zhang);
    assertThat(notMine.status()).as(notMine.toString()).isEqualTo(200);
    assertThat(notMine.json().get("lead").get("account").asString()).isEqualTo("li");
    for (int i = 0; i < 2; i++) {
      assertThat(lead("DELETE", id, li).json().has("lead")).isFalse();
    }
    List<JsonNode> events = events(id, "alert.lead-");
    assertThat(events.stream().map(event -> event.get("by").asString()))
        .containsExactly("zhang", "li", "li");
    assertThat(events.get(0).has("from")).isFalse();
    assertThat(events.get(1).get("from").asString()).isEqualTo("zhang");
  }

  @Test
  void anAlertThatIsOverHasNoLeadAndTakesNone() {
    String id = called(1).get("id").asString();
    lead("POST", id, zhang);
    dispatch.post("/api/alerts/" + id + "/resolution", zhang, "{\"outcome\":\"FOUND\"}");
    assertThat(dispatch.alert(id).has("lead")).isFalse();
    assertThat(listed(id).has("lead")).isFalse();
    assertRefused(lead("POST", id, li), "ALERT_OVER");
    assertThat(lead("DELETE", id, zhang).status()).isEqualTo(200);
    dispatch.post("/api/alerts/" + id + "/reopening", zhang, "{}");
    assertThat(dispatch.alert(id).has("lead")).isFalse();
    assertThat(lead("POST", id, li).status()).isEqualTo(200);
  }

  /** Both are answered, one after the other, and the history says who took it from whom. */
  @Test
  void ofTwoDesksThatTakeTheLeadAtOnceTheSecondTakesItFromTheFirst() throws Exception {
    String id = called(1).get("id").asString();
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          Stream.of(zhang, li)
              .map(
                  desk ->
                      threads.submit(
                          () -> {
                            start.await();
                            return lead("POST", id, desk);
                          }))
              .toList();
      start.countDown();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(200);
      }
    }
    List<JsonNode> taken = events(id, "alert.lead-taken.v1");
    assertThat(taken).hasSize(2);
    String first = taken.get(0).get("by").asString();
    String second = taken.get(1).get("by").asString();
    assertThat(List.of(first, second)).containsExactlyInAnyOrder("zhang", "li");
    assertThat(taken.get(0).has("from")).isFalse();
    assertThat(taken.get(1).get("from").asString()).isEqualTo(first);
    assertThat(dispatch.alert(id).get("lead").get("account").asString()).isEqualTo(second);
  }

  @Test
  void aRadioLineStandsInTheTimelineOnceAlsoAfterTheEnd() {
    String id = called(1).get("id").asString();
    String path = "/api/alerts/" + id + "/radio-lines";
    String longest = "徐".repeat(500);
    for (int i = 0; i < 2; i++) {
      Answer read = dispatch.post(path, zhang, "{\"text\":\"%s\"}".formatted(longest));
      assertThat(read.status()).as(read.toString()).isEqualTo(204);
      assertThat(read.body()).isEmpty();
    }
    dispatch.post("/api/alerts/" + id + "/resolution", zhang, "{\"outcome\":\"FOUND\"}");
    assertThat(dispatch.post(path, zhang, "{\"text\":\"over\"}").status()).isEqualTo(204);
    assertThat(events(id, "alert.radio-line-read.v1").stream().map(e -> e.get("text").asString()))
        .containsExactly(longest, "over");
    assertThat(events(id, "alert.radio-line-read.v1").getFirst().get("by").asString())
        .isEqualTo("zhang");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"text\":\" \"}", "{\"text\":null}", "TOO_LONG"})
  void aRadioLineWithoutWordsOrWithTooManyIsRefused(String body) {
    String id = called(1).get("id").asString();
    Answer refused =
        dispatch.post(
            "/api/alerts/" + id + "/radio-lines",
            zhang,
            body.equals("TOO_LONG") ? "{\"text\":\"%s\"}".formatted("x".repeat(501)) : body);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.json().get("errors").get(0).get("field").asString()).isEqualTo("text");
    assertThat(events(id, "alert.radio-line-read.v1")).isEmpty();
  }

  @Test
  void theResultOfACallStandsWithTheTaskAndInTheTimelineAndDeliversNothing() {
    JsonNode alert = called(2);
    String id = alert.get("id").asString();
    JsonNode task = alert.get("tasks").get(0);
    String member = RunningDispatch.memberOf(task.get("teamId").asString());
    String reached = "{\"volunteerId\":\"%s\",\"result\":\"REACHED\"}".formatted(member);
    Answer first = dispatch.act(task, zhang, "telephone-calls", reached);
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    JsonNode rung = dispatch.act(task, zhang, "telephone-calls", reached).json();
    assertThat(rung.get("telephoned").get("by").asString()).isEqualTo("zhang");
    assertThat(rung.get("telephoned").get("volunteerId").asString()).isEqualTo(member);
    assertThat(rung.get("telephoned").get("result").asString()).isEqualTo("REACHED");
    assertThat(rung.get("reached").asBoolean()).isFalse();
    assertThat(rung.get("state").asString()).isEqualTo("OFFERED");
    assertThat(rung.get("answers").size()).isZero();

    Answer nobody = dispatch.act(task, li, "telephone-calls", "{\"result\":\"NO_ANSWER\"}");
    assertThat(nobody.json().get("telephoned").has("volunteerId")).isFalse();
    List<JsonNode> calls = events(id, "task.telephoned.v1");
    assertThat(calls.stream().map(call -> call.get("result").asString()))
        .containsExactly("REACHED", "NO_ANSWER");
    assertThat(calls.getFirst().get("teamId")).isEqualTo(task.get("teamId"));
    assertThat(dispatch.alert(id).get("tasks").get(0).get("telephoned").get("by").asString())
        .isEqualTo("li");

    dispatch.post("/api/alerts/" + id + "/resolution", zhang, "{\"outcome\":\"FOUND\"}");
    Answer after = dispatch.act(task, zhang, "telephone-calls", "{\"result\":\"WRONG_NUMBER\"}");
    assertThat(after.status()).as(after.toString()).isEqualTo(200);
    assertThat(after.json().get("telephoned").get("result").asString()).isEqualTo("WRONG_NUMBER");
  }

  @Test
  void aCallToNobodyOfTheTeamOrWithoutAResultIsRefused() {
    JsonNode task = called(1).get("tasks").get(0);
    for (String body :
        List.of(
            "{\"result\":\"REACHED\",\"volunteerId\":\"v-nobody\"}",
            "{\"result\":\"REACHED\",\"volunteerId\":\"%s\"}".formatted("v".repeat(65)))) {
      assertInvalid(dispatch.act(task, zhang, "telephone-calls", body), "volunteerId");
    }
    for (String body : List.of("{}", "{\"result\":\"MAYBE\"}", "{\"result\":null}")) {
      assertInvalid(dispatch.act(task, zhang, "telephone-calls", body), "result");
    }
  }

  /** Who rings a team of an alert that was merged at that moment means the team. */
  @Test
  void aCallIsNotedWhereTheTeamGoesOnAndNoLeadIsTakenOfWhatWasMerged() {
    JsonNode from = called(1);
    JsonNode task = from.get("tasks").get(0);
    dispatch.act(task, "acknowledgement", null);
    JsonNode into = called(1);
    dispatch.post(
        "/api/alerts/" + from.get("id").asString() + "/merge",
        zhang,
        "{\"into\":\"%s\"}".formatted(into.get("id").asString()));
    Answer rung = dispatch.act(task, zhang, "telephone-calls", "{\"result\":\"REACHED\"}");
    assertThat(rung.status()).as(rung.toString()).isEqualTo(200);
    assertThat(rung.json().get("alertId")).isEqualTo(into.get("id"));
    assertThat(events(into.get("id").asString(), "task.telephoned.v1")).hasSize(1);
    Answer lead = lead("POST", from.get("id").asString(), zhang);
    assertRefused(lead, "MERGED");
    assertThat(lead.json().get("mergedInto")).isEqualTo(into.get("id"));
  }

  private JsonNode called(int teams) {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, teams, 100);
    return dispatch.issue("CROWD", place);
  }

  private Answer lead(String method, String reference, String token) {
    return dispatch.send(method, "/api/alerts/" + reference + "/lead", token, null, Map.of());
  }

  private JsonNode listed(String id) {
    return dispatch
        .get("/api/alerts?limit=50", dispatch.dispatcher())
        .json()
        .get("items")
        .valueStream()
        .filter(alert -> alert.get("id").asString().equals(id))
        .findAny()
        .orElseThrow();
  }

  private List<JsonNode> events(String id, String type) {
    return dispatch
        .get("/api/alerts/" + id + "/timeline?limit=1000", dispatch.dispatcher())
        .json()
        .get("items")
        .valueStream()
        .filter(entry -> entry.get("type").asString().startsWith(type))
        .map(entry -> entry.get("event"))
        .toList();
  }

  private static void assertRefused(Answer answer, String reason) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
    assertThat(answer.json().get("reason").asString()).isEqualTo(reason);
  }

  private static void assertInvalid(Answer answer, String field) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }
}
