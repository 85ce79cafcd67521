package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.contracts.place.GeoPoint;
import muster.contracts.report.ReportEvent;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two alerts become one, whoever does what at the same moment. */
@OnRealServers
class MergeApiTest {
  private static final int ROUNDS = 10;

  private final RunningDispatch dispatch = RunningDispatch.shared();
  private final JdbcClient database = JdbcClient.create(dispatch.database());

  private JsonNode alertWithTeams(int teams) {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, teams, 100);
    return dispatch.issue("CROWD", place);
  }

  private static String id(JsonNode alert) {
    return alert.get("id").asString();
  }

  private Answer merge(String from, String into, String token) {
    return dispatch.post(
        "/api/alerts/" + from + "/merge", token, "{\"into\":\"%s\"}".formatted(into));
  }

  private Answer merge(JsonNode from, JsonNode into) {
    return merge(id(from), id(into), dispatch.dispatcher());
  }

  private void acknowledgeAll(JsonNode alert) {
    for (JsonNode task : alert.get("tasks")) {
      assertThat(dispatch.act(task, "acknowledgement", null).status()).isEqualTo(200);
    }
  }

  /** Teams, or people, that an alert holds. */
  private Set<String> held(String table, String column, String alertId) {
    return new LinkedHashSet<>(
        database
            .sql("select %s from %s where alert_id = ?".formatted(column, table))
            .param(UUID.fromString(alertId))
            .query(String.class)
            .list());
  }

  private Set<String> teamsHeldBy(JsonNode alert) {
    return held("team_commitment", "team_id", id(alert));
  }

  private Set<String> peopleHeldBy(JsonNode alert) {
    return held("person_commitment", "person_id", id(alert));
  }

  private Set<String> teamsComing(JsonNode alert) {
    Set<String> teams = new LinkedHashSet<>();
    for (JsonNode task : dispatch.alert(id(alert)).get("tasks")) {
      if (Set.of("ACKNOWLEDGED", "STANDBY").contains(task.get("state").asString())) {
        teams.add(task.get("teamId").asString());
      }
    }
    return teams;
  }

  @Test
  void whoComesGoesOnInTheOtherAlertUnderTheOldTaskToo() {
    JsonNode from = alertWithTeams(2);
    JsonNode into = alertWithTeams(1);
    JsonNode task = from.get("tasks").get(0);
    String team = task.get("teamId").asString();
    assertThat(dispatch.act(task, "acknowledgement", "{\"etaSeconds\":60}").status())
        .isEqualTo(200);

    Answer merged = merge(id(from), into.get("number").asString(), dispatch.dispatcher());

    assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
    assertThat(merged.json().get("id")).isEqualTo(into.get("id"));
    JsonNode over = dispatch.alert(id(from));
    assertThat(over.get("status").asString()).isEqualTo("MERGED");
    assertThat(over.get("mergedInto")).isEqualTo(into.get("id"));
    assertThat(over.get("mergedIntoNumber")).isEqualTo(into.get("number"));
    assertThat(dispatch.timeline(id(from)))
        .endsWith("task.passed-on.v1", "task.stood-down.v2", "alert.merged.v1");
    assertThat(dispatch.timeline(id(into))).endsWith("alert.taken-in.v1", "task.taken-over.v1");
    assertThat(teamsHeldBy(from)).isEmpty();
    assertThat(peopleHeldBy(from)).isEmpty();
    assertThat(teamsHeldBy(into)).contains(team).hasSize(2);
    assertThat(peopleHeldBy(into)).containsExactly(RunningDispatch.memberOf(team));

    Answer onItsWay = dispatch.act(task, "progress", "{\"state\":\"EN_ROUTE\"}");
    assertThat(onItsWay.status()).as(onItsWay.toString()).isEqualTo(200);
    assertThat(dispatch.line(id(into))).contains("1 EN_ROUTE");
    assertThat(dispatch.act(from.get("tasks").get(1), "acknowledgement", null).status())
        .isEqualTo(409);

    assertThat(merge(from, into).status()).isEqualTo(200);
    assertThat(dispatch.timeline(id(into)).stream().filter("alert.taken-in.v1"::equals)).hasSize(1);
    Answer back = merge(into, from);
    assertThat(back.status()).isEqualTo(409);
    assertThat(back.json().get("reason").asString()).isEqualTo("OTHER_ALERT_OVER");
    Answer reopened =
        dispatch.post("/api/alerts/" + id(from) + "/reopening", dispatch.dispatcher(), null);
    assertThat(reopened.status()).isEqualTo(409);
    assertThat(reopened.json().get("reason").asString()).isEqualTo("MERGED");
  }

  @Test
  void theOtherAlertsNumberNeedsNoQuotes() {
    JsonNode from = alertWithTeams(1);
    JsonNode into = alertWithTeams(1);
    String path = "/api/alerts/" + id(from) + "/merge";
    Answer merged =
        dispatch.post(
            path, dispatch.dispatcher(), "{\"into\":%d}".formatted(into.get("number").asInt()));
    assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
    assertThat(merged.json().get("id")).isEqualTo(into.get("id"));
    assertThat(dispatch.post(path, dispatch.dispatcher(), "{\"into\":99999998}").status())
        .as("a number that no alert has")
        .isEqualTo(404);
  }

  @Test
  void whatWasMergedTwiceIsFollowedToTheLast() {
    JsonNode first = alertWithTeams(1);
    JsonNode second = alertWithTeams(1);
    JsonNode third = alertWithTeams(1);
    JsonNode task = first.get("tasks").get(0);
    acknowledgeAll(first);
    assertThat(merge(first, second).status()).isEqualTo(200);
    assertThat(merge(second, third).status()).isEqualTo(200);

    assertThat(dispatch.act(task, "progress", "{\"state\":\"ON_SCENE\"}").status()).isEqualTo(200);
    UUID report = UUID.randomUUID();
    dispatch.publish(
        new ReportEvent.ClueSubmitted(
            report, Instant.now(), "r-1", UUID.fromString(id(first)), "seen again", null));

    assertThat(dispatch.line(id(third))).contains("ON_SCENE");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(dispatch.timeline(id(third))).contains("alert.clue-received.v1"));
    assertThat(dispatch.timeline(id(second))).doesNotContain("alert.clue-received.v1");
  }

  @Test
  void cluesThatWereThereFollow() {
    JsonNode from = alertWithTeams(1);
    JsonNode into = alertWithTeams(1);
    UUID alert = UUID.fromString(id(from));
    UUID report = UUID.randomUUID();
    dispatch.publish(
        new ReportEvent.ClueSubmitted(report, Instant.now(), "r-1", alert, "a green coat", null));
    dispatch.publish(
        new ReportEvent.ReportAddedTo(
            report, Instant.now(), "r-1", UUID.randomUUID(), "and a hat", null, alert));
    dispatch.publish(
        new ReportEvent.ReportWithdrawn(report, Instant.now(), "r-1", "it was a neighbour", alert));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> dispatch.timeline(id(from)).stream().filter(this::isClue).count() == 3);

    assertThat(merge(from, into).status()).isEqualTo(200);

    assertThat(dispatch.timeline(id(into)).stream().filter(this::isClue)).hasSize(3);
    JsonNode timeline =
        dispatch.get("/api/alerts/" + id(into) + "/timeline", dispatch.dispatcher()).json();
    assertThat(timeline.toString()).contains("it was a neighbour").contains("\"withdrawal\":true");
  }

  private boolean isClue(String type) {
    return type.equals("alert.clue-received.v1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"into\":null}",
        "{\"into\":\"1234\"}",
        "{\"into\":\"x\"}",
        "{\"into\":\"\"}",
        "{\"into\":1234}",
        "{\"into\":40317.0}",
        "{\"into\":100000000}",
        "{\"into\":-40317}",
        "{\"into\":true}"
      })
  void whatNamesNoAlertIsRefusedByItsField(String body) {
    JsonNode alert = alertWithTeams(1);
    Answer answer =
        dispatch.post("/api/alerts/" + id(alert) + "/merge", dispatch.dispatcher(), body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly("into");
  }

  @Test
  void onlyTwoAlertsOfTheOwnScopeAreMerged() {
    JsonNode from = alertWithTeams(1);
    JsonNode into = alertWithTeams(1);
    assertThat(merge(from, from).problemFields()).containsExactly("into");
    String dispatcher = dispatch.dispatcher();
    assertThat(merge(id(from), UUID.randomUUID().toString(), dispatcher).status()).isEqualTo(404);
    assertThat(merge(UUID.randomUUID().toString(), id(from), dispatcher).status()).isEqualTo(404);
    assertThat(merge(id(from), id(into), dispatch.token("dispatcher", "320382")).status())
        .isEqualTo(403);
    assertThat(merge(id(from), id(into), dispatch.token("operator")).status()).isEqualTo(403);
    assertThat(dispatch.alert(id(from)).get("status").asString()).isEqualTo("CALLING");
  }

  @Test
  void twoMergersThatCrossLeaveOneAlertAndLoseNobody() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode one = alertWithTeams(3);
      JsonNode other = alertWithTeams(3);
      acknowledgeAll(one);
      acknowledgeAll(other);
      Set<String> all = new LinkedHashSet<>(RunningDispatch.calledTeams(one));
      all.addAll(RunningDispatch.calledTeams(other));

      List<Answer> answers = atOnce(List.of(() -> merge(one, other), () -> merge(other, one)));

      assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 409);
      JsonNode left = answers.get(0).status() == 200 ? other : one;
      JsonNode gone = left == one ? other : one;
      assertThat(dispatch.alert(id(gone)).get("status").asString()).isEqualTo("MERGED");
      assertThat(teamsComing(left)).containsExactlyInAnyOrderElementsOf(all);
      assertThat(teamsHeldBy(left)).containsExactlyInAnyOrderElementsOf(all);
      assertThat(peopleHeldBy(left))
          .containsExactlyInAnyOrderElementsOf(
              all.stream().map(RunningDispatch::memberOf).toList());
      assertThat(teamsHeldBy(gone)).isEmpty();
      assertThat(peopleHeldBy(gone)).isEmpty();
    }
  }

  /** In a ring of three, in which waiting for each other could go round. */
  @Test
  void mergersInARingEndWithoutWaitingForEachOther() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<JsonNode> ring = List.of(alertWithTeams(2), alertWithTeams(2), alertWithTeams(2));
      Set<String> all = new LinkedHashSet<>();
      for (JsonNode alert : ring) {
        acknowledgeAll(alert);
        all.addAll(RunningDispatch.calledTeams(alert));
      }

      List<Answer> answers =
          atOnce(
              List.of(
                  () -> merge(ring.get(0), ring.get(1)),
                  () -> merge(ring.get(1), ring.get(2)),
                  () -> merge(ring.get(2), ring.get(0))));

      assertThat(answers.stream().map(Answer::status)).containsOnly(200, 409);
      Set<String> coming = new LinkedHashSet<>();
      for (JsonNode alert : ring) {
        Set<String> ofAlert = teamsComing(alert);
        assertThat(teamsHeldBy(alert)).isEqualTo(ofAlert);
        ofAlert.forEach(team -> assertThat(coming.add(team)).as(team).isTrue());
      }
      assertThat(coming).isEqualTo(all);
    }
  }

  @Test
  void whoAnswersWhileAlertsAreMergedComesOrIsToldThatItIsOver() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode from = alertWithTeams(6);
      JsonNode into = alertWithTeams(1);
      List<Callable<Answer>> all = new ArrayList<>();
      for (JsonNode task : from.get("tasks")) {
        String token = dispatch.tokenFor(task);
        all.add(() -> dispatch.act(task, token, "acknowledgement", null));
      }
      all.add(() -> merge(from, into));

      List<Answer> answers = atOnce(all);

      assertThat(answers.getLast().status()).as(answers.getLast().toString()).isEqualTo(200);
      Set<String> taken = new LinkedHashSet<>();
      for (int i = 0; i < answers.size() - 1; i++) {
        if (answers.get(i).status() == 200) {
          taken.add(from.get("tasks").get(i).get("teamId").asString());
        } else {
          assertThat(answers.get(i).json().get("reason").asString()).isEqualTo("ALERT_OVER");
        }
      }
      assertThat(teamsComing(into)).containsExactlyInAnyOrderElementsOf(taken);
      assertThat(teamsHeldBy(into)).containsAll(taken);
      assertThat(teamsHeldBy(from)).isEmpty();
    }
  }

  private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> pending =
          requests.stream()
              .map(
                  request ->
                      threads.submit(
                          () -> {
                            start.await();
                            return request.call();
                          }))
              .toList();
      start.countDown();
      for (Future<Answer> answer : pending) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
