package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.contracts.report.ReportEvent.ClueSubmitted;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A village officer's alert has no border, for a life is at stake, and calls teams of another city:
 * what that city's dispatcher sees of it, and can do.
 */
@OnRealServers
class GuestsApiTest {
  private static final String VILLAGE = RunningDispatch.JURISDICTION;
  private static final String ELSEWHERE = "320412001001";

  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final String officer = dispatch.token("officer", VILLAGE);
  private final String theirs = dispatch.token("dispatcher", "3204");

  @Test
  void theOtherCitysDispatcherSeesTheAlertAndStandsDownTheOwnTeamAndCanDoNothingElse() {
    JsonNode alert = issuedAcrossTheBorder();
    JsonNode ours = task(alert, VILLAGE);
    JsonNode guest = task(alert, ELSEWHERE);
    String id = alert.get("id").asString();

    JsonNode seen = dispatch.get("/api/alerts/" + id, theirs).json();
    assertThat(seen.get("guest").asBoolean()).isTrue();
    assertThat(seen.get("headline").asString()).isEqualTo("Stolen e-bike");
    assertThat(RunningDispatch.calledTeams(seen)).containsExactly(guest.get("teamId").asString());
    assertThat(seen.get("shortfalls").size()).isZero();
    assertThat(dispatch.alert(id).get("shortfalls").size()).isPositive();

    Answer stoodDown = dispatch.act(guest, theirs, "stand-down", "{\"reason\":\"Needed at home\"}");
    assertThat(stoodDown.status()).as(stoodDown.toString()).isEqualTo(200);
    assertThat(stoodDown.json().get("state").asString()).isEqualTo("STOOD_DOWN");
    assertThat(
            dispatch.act(guest, theirs, "stand-down", "{\"reason\":\"Needed at home\"}").status())
        .isEqualTo(200);
    JsonNode issuers = task(dispatch.get("/api/alerts/" + id, officer).json(), ELSEWHERE);
    assertThat(issuers.get("state").asString()).isEqualTo("STOOD_DOWN");
    assertThat(issuers.get("teamName").asString()).startsWith("Team t-");

    assertOutOfScope(dispatch.act(ours, theirs, "stand-down", "{\"reason\":\"No\"}"));
    assertOutOfScope(dispatch.act(ours, theirs, "calls", null));
    assertOutOfScope(dispatch.act(guest, theirs, "calls", null));
    for (String path : List.of("/api/alerts/" + id, "/api/alerts/" + alert.get("number").asInt())) {
      assertOutOfScope(dispatch.get(path + "/timeline", theirs));
      assertOutOfScope(dispatch.get(path + "/tasks", theirs));
      assertOutOfScope(dispatch.patch(path, theirs, "{\"headline\":\"Theirs\"}"));
      assertOutOfScope(dispatch.post(path + "/waves", theirs, null));
      assertOutOfScope(dispatch.post(path + "/notes", theirs, "{\"text\":\"Theirs\"}"));
      assertOutOfScope(dispatch.post(path + "/resolution", theirs, "{\"outcome\":\"FOUND\"}"));
      assertOutOfScope(
          dispatch.send("PUT", path + "/resolution", theirs, "{\"outcome\":\"FOUND\"}", Map.of()));
      assertOutOfScope(dispatch.post(path + "/cancellation", theirs, "{\"reason\":\"No\"}"));
      assertOutOfScope(dispatch.post(path + "/reopening", theirs, null));
      assertOutOfScope(
          dispatch.post(
              path + "/tasks",
              theirs,
              "{\"teamId\":\"%s\"}".formatted(guest.get("teamId").asString())));
    }
    assertThat(dispatch.alert(id).get("headline").asString()).isEqualTo("Stolen e-bike");
    assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("CALLING");
  }

  @Test
  void itIsFoundInTheListAndByItsNumber() {
    JsonNode alert = issuedAcrossTheBorder();
    String id = alert.get("id").asString();

    assertThat(listed(theirs, "")).contains(id);
    assertThat(listed(theirs, "&guest=true")).contains(id);
    assertThat(listed(theirs, "&guest=false")).doesNotContain(id);
    assertThat(listed(theirs, "&jurisdiction=320412")).contains(id);
    assertThat(listed(theirs, "&jurisdiction=320413")).doesNotContain(id);
    assertThat(listed(theirs, "&status=OPEN&category=FIRE_HAZARD")).contains(id);
    assertThat(listed(theirs, "&status=RESOLVED")).doesNotContain(id);
    assertThat(dispatch.get("/api/alerts/" + alert.get("number").asInt(), theirs).json().get("id"))
        .isEqualTo(alert.get("id"));
    JsonNode inList = findListed(theirs, id, "&tasks=true");
    assertThat(inList.get("guest").asBoolean()).isTrue();
    assertThat(inList.get("tasks").size()).isEqualTo(1);
    assertThat(inList.get("tasks").get(0).get("teamJurisdiction").asString()).isEqualTo(ELSEWHERE);
    assertThat(inList.get("shortfalls").size()).isZero();
    assertThat(findListed(theirs, id, "&tasks=false").has("tasks")).isFalse();
    JsonNode own = findListed(officer, id, "&tasks=true");
    assertThat(own.has("guest")).isFalse();
    assertThat(own.get("tasks").size()).isEqualTo(2);
    assertThat(listed(officer, "&guest=true")).doesNotContain(id);
  }

  @Test
  void whoIsResponsibleForTheTeamsPlaceIsAGuestAndWhoIsResponsibleForBothIsNot() {
    String id = issuedAcrossTheBorder().get("id").asString();
    for (String scope : List.of("3204", "320412", "320412001", ELSEWHERE)) {
      JsonNode seen = dispatch.get("/api/alerts/" + id, dispatch.token("operator", scope)).json();
      assertThat(seen.get("guest").asBoolean()).as(scope).isTrue();
    }
    for (String scope : List.of("32", "3203", VILLAGE)) {
      JsonNode seen = dispatch.get("/api/alerts/" + id, dispatch.token("operator", scope)).json();
      assertThat(seen.has("guest")).as(scope).isFalse();
      assertThat(seen.get("tasks").size()).as(scope).isEqualTo(2);
    }
  }

  @Test
  void nobodyElseSeesItAndNoOperatorStandsAnybodyDown() {
    JsonNode alert = issuedAcrossTheBorder();
    JsonNode guest = task(alert, ELSEWHERE);
    String id = alert.get("id").asString();
    for (String scope : List.of("3205", "320413", "320412001002", "41")) {
      String stranger = dispatch.token("dispatcher", scope);
      assertOutOfScope(dispatch.get("/api/alerts/" + id, stranger));
      assertThat(dispatch.get("/api/alerts/" + alert.get("number").asInt(), stranger).status())
          .isEqualTo(404);
      assertThat(listed(stranger, "")).doesNotContain(id);
      assertOutOfScope(dispatch.act(guest, stranger, "stand-down", "{\"reason\":\"No\"}"));
    }
    Answer operator =
        dispatch.act(
            guest, dispatch.token("operator", "3204"), "stand-down", "{\"reason\":\"No\"}");
    assertThat(operator.status()).isEqualTo(403);
    assertThat(operator.json().get("type").asString()).isEqualTo("/problems/forbidden");
  }

  /** No answer of any of these says a code, or where anything is. */
  @Test
  void aRefusalDoesNotSayWhereTheAlertOrItsTeamsAre() {
    JsonNode alert = issuedAcrossTheBorder();
    String id = alert.get("id").asString();
    JsonNode ours = task(alert, VILLAGE);
    String stranger = dispatch.token("dispatcher", "3205");
    for (Answer refused :
        List.of(
            dispatch.get("/api/alerts/" + id, stranger),
            dispatch.get("/api/alerts/" + id + "/timeline", theirs),
            dispatch.act(ours, stranger, "stand-down", "{\"reason\":\"No\"}"),
            dispatch.act(ours, theirs, "calls", null),
            dispatch.act(ours, dispatch.volunteer("v-stranger"), "acknowledgement", null),
            dispatch.get("/api/alerts/" + alert.get("number").asInt(), stranger))) {
      assertThat(refused.status()).isBetween(403, 404);
      assertThat(refused.body())
          .doesNotContain("320371")
          .doesNotContain("320412")
          .doesNotContain("latitude")
          .doesNotContain(ours.get("teamId").asString());
    }
  }

  @Test
  void whatResidentsTellIsForWhoLeadsTheAlertAlone() {
    String id = issuedAcrossTheBorder().get("id").asString();
    dispatch.post("/api/alerts/" + id + "/notes", officer, "{\"text\":\"Mrs Li at the mill\"}");
    dispatch.publish(
        new ClueSubmitted(
            UUID.randomUUID(),
            Instant.now(),
            "v-1",
            UUID.fromString(id),
            "Seen at the mill",
            null));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> dispatch.timeline(id).contains("alert.clue-received.v1"));

    assertThat(dispatch.get("/api/alerts/" + id, officer).body()).contains("Mrs Li at the mill");
    assertThat(dispatch.get("/api/alerts/" + id, theirs).body()).doesNotContain("mill");
    // Nor by looking for it.
    assertThat(dispatch.get("/api/alerts?search=mrs%20li%20at", officer).body()).contains(id);
    assertThat(dispatch.get("/api/alerts?search=mrs%20li%20at", theirs).body()).doesNotContain(id);
    assertThat(dispatch.get("/api/alerts?guest=true&limit=200", theirs).body())
        .contains(id)
        .doesNotContain("mill");
  }

  @Test
  void aGuestRemainsOneAfterTheEndAndReadsHowItEnded() {
    JsonNode alert = issuedAcrossTheBorder();
    String id = alert.get("id").asString();
    dispatch.post("/api/alerts/" + id + "/resolution", officer, "{\"outcome\":\"FOUND\"}");

    JsonNode seen = dispatch.get("/api/alerts/" + id, theirs).json();
    assertThat(seen.get("status").asString()).isEqualTo("RESOLVED");
    assertThat(seen.get("outcome").asString()).isEqualTo("FOUND");
  }

  @Test
  void anAlertThatKeepsToItsBordersHasNoGuestsOfAnotherCity() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    dispatch.seedTeams(place, 1, 150, ELSEWHERE);
    JsonNode alert = issue("CROWD", place);
    assertThat(alert.get("tasks").size()).isEqualTo(1);
    assertOutOfScope(dispatch.get("/api/alerts/" + alert.get("id").asString(), theirs));
  }

  @Test
  void theOfferSaysWhereTheTeamBelongs() {
    String id = issuedAcrossTheBorder().get("id").asString();
    List<String> places = new ArrayList<>();
    for (JsonNode entry :
        dispatch.get("/api/alerts/" + id + "/timeline", officer).json().get("items")) {
      if (entry.get("type").asString().equals("task.offered.v1")) {
        places.add(entry.get("event").get("teamJurisdiction").asString());
        double meters = entry.get("event").get("reason").get("distanceMeters").asDouble();
        assertThat(meters % 10).isZero();
      }
    }
    assertThat(places).containsExactly(VILLAGE, ELSEWHERE);
  }

  @Test
  void aPreviewSaysWhereTheTeamsBelong() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 103);
    dispatch.seedTeams(place, 1, 157, ELSEWHERE);
    Answer preview = dispatch.post("/api/alerts/preview", officer, alertBody("FIRE_HAZARD", place));
    assertThat(preview.json().get("picks").findValuesAsString("teamJurisdiction"))
        .as(preview.toString())
        .containsExactly(VILLAGE, ELSEWHERE);
  }

  /** A team of the village, and behind it one of another city. */
  private JsonNode issuedAcrossTheBorder() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 103);
    dispatch.seedTeams(place, 1, 157, ELSEWHERE);
    JsonNode alert = issue("FIRE_HAZARD", place);
    assertThat(alert.get("tasks").size()).isEqualTo(2);
    return alert;
  }

  private JsonNode issue(String category, GeoPoint place) {
    Answer answer =
        dispatch.send(
            "POST",
            "/api/alerts?tasks=true",
            officer,
            alertBody(category, place),
            Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  private static JsonNode task(JsonNode alert, String teamJurisdiction) {
    for (JsonNode task : alert.get("tasks")) {
      if (task.get("teamJurisdiction").asString().equals(teamJurisdiction)) {
        return task;
      }
    }
    throw new AssertionError("no team of " + teamJurisdiction + " in " + alert);
  }

  private List<String> listed(String token, String filter) {
    List<String> ids = new ArrayList<>();
    Answer answer = dispatch.get("/api/alerts?limit=200&tasks=false" + filter, token);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    answer.json().get("items").forEach(alert -> ids.add(alert.get("id").asString()));
    return ids;
  }

  private JsonNode findListed(String token, String id, String filter) {
    for (JsonNode alert :
        dispatch.get("/api/alerts?limit=200" + filter, token).json().get("items")) {
      if (alert.get("id").asString().equals(id)) {
        return alert;
      }
    }
    throw new AssertionError(id + " is not listed");
  }

  private static void assertOutOfScope(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/out-of-scope");
  }
}
