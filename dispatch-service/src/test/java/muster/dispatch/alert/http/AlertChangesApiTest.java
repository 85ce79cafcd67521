package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a dispatcher does to an alert. */
@OnRealServers
class AlertChangesApiTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void aNoteStandsInTheTimelineAlsoAfterTheEnd() {
    String path = newAlert();
    assertThat(note(path, "Caller rang again").status()).isEqualTo(200);
    assertThat(note(path, "Caller rang again").status()).isEqualTo(200);
    resolve(path);
    assertThat(note(path, "Owner has signed").status()).isEqualTo(200);

    List<String> timeline = dispatch.timeline(path.substring(path.lastIndexOf('/') + 1));
    assertThat(timeline.stream().filter("alert.note-added.v1"::equals)).hasSize(2);
    assertThat(timeline).endsWith("alert.resolved.v1", "alert.note-added.v1");
    assertThat(dispatch.get(path + "/timeline", dispatch.dispatcher()).body())
        .contains("Caller rang again", "Owner has signed");
  }

  @Test
  void theNumberOfTeamsNeededIsChangedAndNobodyWhoComesIsStoodDown() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(alert.get("tasks").get(1), "acknowledgement", null);

    Answer fewer = patch("/api/alerts/" + id, "{\"teamsNeeded\":1}");
    assertThat(fewer.json().get("teamsNeeded").asInt()).isEqualTo(1);
    assertThat(dispatch.line(id)).startsWith("COVERED 1 ACKNOWLEDGED | 2 ACKNOWLEDGED");
    patch("/api/alerts/" + id, "{\"teamsNeeded\":1}");
    patch("/api/alerts/" + id, "{\"teamsNeeded\":3,\"headline\":\"Three are needed\"}");
    JsonNode more = dispatch.alert(id);
    assertThat(more.get("teamsNeeded").asInt()).isEqualTo(3);
    assertThat(more.get("headline").asString()).isEqualTo("Three are needed");
    assertThat(more.get("status").asString()).isIn("CALLING", "ESCALATED");
    assertThat(dispatch.timeline(id).stream().filter("alert.changed.v1"::equals)).hasSize(2);
    assertThat(dispatch.timeline(id)).contains("alert.uncovered.v1");
  }

  @Test
  void whenManyMoreAreNeededAsManyAreCalledAsOfAnAlertThatWasIssuedSo() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 25, 10);
    String body =
        RunningDispatch.alertBody("THEFT", place)
            .replace("{\"category\"", "{\"teamsNeeded\":1,\"category\"");
    String id = dispatch.issue(body, UUID.randomUUID().toString()).json().get("id").asString();
    JsonNode first = dispatch.alert(id).get("tasks");
    assertThat(first.size()).isEqualTo(3);
    for (JsonNode task : first) {
      dispatch.act(task, "acknowledgement", null);
    }
    assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("COVERED");

    Answer more = patch("/api/alerts/" + id, "{\"teamsNeeded\":20}");

    assertThat(more.status()).as(more.toString()).isEqualTo(200);
    JsonNode tasks = dispatch.alert(id).get("tasks");
    assertThat(tasks.size()).isEqualTo(25);
    for (JsonNode task : tasks) {
      dispatch.act(task, "acknowledgement", null);
    }
    assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("COVERED");
    assertThat(dispatch.timeline(id)).doesNotContain("alert.escalated.v1");
    patch("/api/alerts/" + id, "{\"teamsNeeded\":2}");
    patch("/api/alerts/" + id, "{\"teamsNeeded\":2}");
    assertThat(waveSizes(id)).containsExactly(60, 6);
  }

  private List<Integer> waveSizes(String id) {
    return dispatch
        .get("/api/alerts/" + id + "/timeline?limit=1000", dispatch.dispatcher())
        .json()
        .get("items")
        .valueStream()
        .filter(entry -> entry.get("type").asString().equals("alert.changed.v1"))
        .map(entry -> entry.get("event").get("terms").get("waveSize").asInt())
        .toList();
  }

  @Test
  void peopleAreNeededInsteadOfTeamsAndTheOtherWayRound() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> people = RunningDispatch.newPeople(4);
    dispatch.seedTeam(RunningDispatch.north(place, 100), people.subList(0, 3));
    dispatch.seedTeam(RunningDispatch.north(place, 200), people.subList(3, 4));
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    for (int i : List.of(0, 1)) {
      dispatch.act(
          alert.get("tasks").get(0), dispatch.volunteer(people.get(i)), "acknowledgement", null);
    }
    dispatch.act(
        alert.get("tasks").get(1), dispatch.volunteer(people.get(3)), "acknowledgement", null);
    assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("COVERED");

    JsonNode more = patch("/api/alerts/" + id, "{\"peopleNeeded\":4}").json();
    assertThat(more.get("peopleNeeded").asInt()).isEqualTo(4);
    assertThat(more.has("teamsNeeded")).isFalse();
    assertThat(dispatch.alert(id).get("status").asString()).isIn("CALLING", "ESCALATED");
    dispatch.act(
        alert.get("tasks").get(0), dispatch.volunteer(people.get(2)), "acknowledgement", null);
    assertThat(dispatch.alert(id).get("status").asString()).isEqualTo("COVERED");

    JsonNode teams = patch("/api/alerts/" + id, "{\"teamsNeeded\":2}").json();
    assertThat(teams.get("teamsNeeded").asInt()).isEqualTo(2);
    assertThat(teams.has("peopleNeeded")).isFalse();
    assertThat(teams.get("status").asString()).isEqualTo("COVERED");
    Answer both = patch("/api/alerts/" + id, "{\"teamsNeeded\":2,\"peopleNeeded\":4}");
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.json().get("errors").get(0).get("field").asString()).isEqualTo("peopleNeeded");
  }

  @Test
  void anAlertIsIssuedForPeopleUpToTheLimit() {
    String body =
        RunningDispatch.alertBody("CROWD", RunningDispatch.newPlace())
            .replace("{\"category\"", "{\"peopleNeeded\":%d,\"category\"");
    Answer most = dispatch.issue(body.formatted(500), UUID.randomUUID().toString());
    assertThat(most.status()).as(most.toString()).isEqualTo(201);
    assertThat(most.json().get("peopleNeeded").asInt()).isEqualTo(500);
    assertThat(dispatch.issue(body.formatted(501), UUID.randomUUID().toString()).status())
        .isEqualTo(400);
  }

  @Test
  void anotherCategoryIsShownAndListedAndKeepsClocksAndNumber() {
    String path = newAlert();
    JsonNode before = dispatch.get(path, dispatch.dispatcher()).json();

    JsonNode after = patch(path, "{\"category\":\"BRAWL\"}").json();

    assertThat(after.get("category").asString()).isEqualTo("BRAWL");
    assertThat(after.get("teamsNeeded")).isEqualTo(before.get("teamsNeeded"));
    assertThat(after.get("responseTarget")).isEqualTo(before.get("responseTarget"));
    assertThat(after.get("number")).isEqualTo(before.get("number"));
    assertThat(
            dispatch
                .get("/api/alerts?category=BRAWL&limit=1", dispatch.dispatcher())
                .json()
                .get("items")
                .get(0)
                .get("id"))
        .isEqualTo(before.get("id"));
  }

  @Test
  void whoSawOlderDetailsDoesNotOverwriteNewerOnes() {
    String path = newAlert();
    String seen = dispatch.get(path, dispatch.dispatcher()).header("ETag");
    assertThat(seen).isEqualTo("\"1\"");

    Answer first = patch(path, "{\"headline\":\"Mine\"}", seen);
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.header("ETag")).isEqualTo("\"2\"");
    assertThat(first.json().get("detailsVersion").asInt()).isEqualTo(2);
    Answer second = patch(path, "{\"headline\":\"Yours\"}", seen);
    assertThat(second.status()).isEqualTo(412);
    assertThat(second.json().get("type").asString()).isEqualTo("/problems/precondition-failed");
    assertThat(patch(path, "{\"headline\":\"Mine\"}", seen).status()).isEqualTo(200);
    // What does not change the details leaves the version: teams answer all the time.
    note(path, "seen by all");
    assertThat(patch(path, "{\"headline\":\"Yours\"}", "\"2\"").status()).isEqualTo(200);
    assertThat(patch(path, "{\"headline\":\"Anything\"}", "*").status()).isEqualTo(200);
    Map<String, String> noneMatch =
        Map.of("If-None-Match", dispatch.get(path, dispatch.dispatcher()).header("ETag"));
    assertThat(dispatch.send("GET", path, dispatch.dispatcher(), null, noneMatch).status())
        .isEqualTo(200);
    Answer malformed = patch(path, "{\"headline\":\"x\"}", "2");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.json().get("errors").get(0).get("field").asString()).isEqualTo("If-Match");
    assertThat(dispatch.get(path, dispatch.dispatcher()).json().get("headline").asString())
        .isEqualTo("Anything");
  }

  @Test
  void whoIssuesAnAlertKnowsItsVersionAtOnce() {
    String body = RunningDispatch.alertBody("THEFT", RunningDispatch.newPlace());
    String key = UUID.randomUUID().toString();
    Answer issued = dispatch.issue(body, key);
    String path = "/api/alerts/" + issued.json().get("id").asString();
    assertThat(issued.header("ETag")).isEqualTo("\"1\"");
    assertThat(patch(path, "{\"headline\":\"Mine\"}", issued.header("ETag")).status())
        .isEqualTo(200);

    Answer repeated = dispatch.issue(body, key);
    assertThat(repeated.status()).isEqualTo(201);
    assertThat(repeated.header("ETag")).isEqualTo("\"1\"");
    assertThat(patch(path, "{\"headline\":\"Yours\"}", repeated.header("ETag")).status())
        .isEqualTo(412);
  }

  private Answer patch(String path, String body, String ifMatch) {
    return dispatch.send("PATCH", path, dispatch.dispatcher(), body, Map.of("If-Match", ifMatch));
  }

  @Test
  void anOutcomeIsCorrected() {
    String path = newAlert();
    Answer early = correct(path, "NOT_FOUND");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.json().get("reason").asString()).isEqualTo("NOT_OVER");
    resolve(path);

    JsonNode corrected = correct(path, "NOT_FOUND").json();
    assertThat(corrected.get("outcome").asString()).isEqualTo("NOT_FOUND");
    assertThat(corrected.get("status").asString()).isEqualTo("RESOLVED");
    long version = corrected.get("version").asLong();
    assertThat(correct(path, "NOT_FOUND").json().get("version").asLong()).isEqualTo(version);
    assertThat(dispatch.get(path, dispatch.dispatcher()).json()).isEqualTo(corrected);
  }

  @Test
  void aReopenedAlertCallsAgainAndHasNewDeadlines() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 3, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    String path = "/api/alerts/" + id;
    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(alert.get("tasks").get(0), "progress", "{\"state\":\"ON_SCENE\"}");
    dispatch.act(alert.get("tasks").get(1), "decline", null);
    Answer early = dispatch.post(path + "/reopening", dispatch.dispatcher(), null);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.json().get("reason").asString()).isEqualTo("NOT_OVER");
    resolve(path);
    assertThat(dispatch.line(id)).isEqualTo("RESOLVED 1 RELEASED | 2 DECLINED | 3 STOOD_DOWN");
    assertThat(deadlines(id)).isEmpty();

    JsonNode reopened = dispatch.post(path + "/reopening", dispatch.dispatcher(), null).json();

    assertThat(reopened.get("status").asString()).isEqualTo("CALLING");
    assertThat(reopened.has("endedAt")).isFalse();
    assertThat(reopened.get("number")).isEqualTo(alert.get("number"));
    assertThat(reopened.has("reopenedAt")).isTrue();
    assertThat(dispatch.line(id)).isEqualTo("CALLING 1 OFFERED | 2 DECLINED | 3 OFFERED");
    assertThat(deadlines(id)).contains(id + "/wave:2", id + "/expiry:2");
    long version = reopened.get("version").asLong();
    Answer again =
        dispatch.post(path + "/reopening", dispatch.dispatcher(), "{\"reason\":\"twice\"}");
    assertThat(again.json().get("version").asLong()).isEqualTo(version);
    // They are held: another alert gets only the one that declined.
    assertThat(RunningDispatch.calledTeams(dispatch.issue("CROWD", place)))
        .containsExactly(teams.get(1));
    resolve(path);
    assertThat(deadlines(id)).isEmpty();
  }

  @Test
  void theLatestNotesStandInTheAlertNewestFirstWithTheNumberOfAll() {
    String path = newAlert();
    assertThat(dispatch.get(path, dispatch.dispatcher()).json().has("notes")).isFalse();
    for (int i = 1; i <= 50; i++) {
      assertThat(note(path, "no. " + i).status()).isEqualTo(200);
    }
    JsonNode all = dispatch.get(path, dispatch.dispatcher()).json().get("notes");
    assertThat(all.get("count").asInt()).isEqualTo(50);
    assertThat(all.get("latest").size()).isEqualTo(50);
    resolve(path);
    JsonNode answer = note(path, "after the end").json();
    assertThat(answer.has("notes")).as("a light answer").isFalse();
    // Doubled by the network, it is one.
    assertThat(note(path, "after the end").json()).isEqualTo(answer);

    JsonNode notes = dispatch.get(path, dispatch.dispatcher()).json().get("notes");

    assertThat(notes.get("count").asInt()).isEqualTo(51);
    assertThat(notes.get("latest").size()).isEqualTo(50);
    JsonNode newest = notes.get("latest").get(0);
    assertThat(newest.get("text").asString()).isEqualTo("after the end");
    assertThat(newest.get("by").asString()).isEqualTo("dispatcher-1");
    assertThat(newest.has("at")).isTrue();
    assertThat(newest.propertyNames()).containsExactlyInAnyOrder("by", "text", "at");
    assertThat(notes.get("latest").get(1).get("text").asString()).isEqualTo("no. 50");
    assertThat(notes.get("latest").get(49).get("text").asString()).isEqualTo("no. 2");
  }

  @Test
  void aSearchFindsWhatWasNotedDown() {
    String path = newAlert();
    String word = "Mill-" + UUID.randomUUID();
    assertThat(note(path, "Seen at the " + word + " 老磨坊").status()).isEqualTo(200);
    assertThat(note(path, "and at the bridge").status()).isEqualTo(200);

    String id = path.substring(path.lastIndexOf('/') + 1);
    assertThat(found(word.toLowerCase(Locale.ROOT), dispatch.dispatcher())).containsExactly(id);
    assertThat(found(word + "%20%E8%80%81", dispatch.dispatcher())).containsExactly(id);
    assertThat(found(word + "x", dispatch.dispatcher())).isEmpty();
    assertThat(found(word, dispatch.token("dispatcher", "320398"))).isEmpty();
  }

  private List<String> found(String search, String token) {
    List<String> ids = new ArrayList<>();
    dispatch
        .get("/api/alerts?search=" + search, token)
        .json()
        .get("items")
        .forEach(alert -> ids.add(alert.get("id").asString()));
    return ids;
  }

  private String newAlert() {
    return "/api/alerts/"
        + dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
  }

  private Answer note(String path, String text) {
    return dispatch.post(
        path + "/notes", dispatch.dispatcher(), "{\"text\":\"%s\"}".formatted(text));
  }

  private Answer patch(String path, String body) {
    return dispatch.patch(path, dispatch.dispatcher(), body);
  }

  private void resolve(String path) {
    Answer resolved =
        dispatch.post(path + "/resolution", dispatch.dispatcher(), "{\"outcome\":\"FOUND\"}");
    assertThat(resolved.status()).as(resolved.toString()).isEqualTo(200);
  }

  private Answer correct(String path, String outcome) {
    return dispatch.send(
        "PUT",
        path + "/resolution?tasks=true",
        dispatch.dispatcher(),
        "{\"outcome\":\"%s\"}".formatted(outcome),
        Map.of());
  }

  private List<String> deadlines(String alertId) {
    return JdbcClient.create(dispatch.database())
        .sql("select task_instance from scheduled_tasks where task_instance like ?")
        .param(alertId + "/%")
        .query(String.class)
        .list();
  }
}
