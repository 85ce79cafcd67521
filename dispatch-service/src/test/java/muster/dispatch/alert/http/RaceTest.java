package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@OnBothKinds
class RaceTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void of200AcknowledgementsFor3PlacesExactly3AreKeptAndTheRestIsRanked1To197() throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 200, 5);
    JsonNode alert = dispatch.issue("OTHER", place);
    List<JsonNode> tasks = new ArrayList<>();
    alert.get("tasks").forEach(tasks::add);
    assertThat(tasks).hasSize(200);
    List<String> tokens = tasks.stream().map(dispatch::tokenFor).toList();

    List<JsonNode> standings = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, tasks.size())
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return dispatch.act(
                                tasks.get(i), tokens.get(i), "acknowledgement", null);
                          }))
              .toList();
      start.countDown();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(200);
        standings.add(answer.get().json());
      }
    }

    assertThat(standings.stream().filter(RaceTest::kept).count()).isEqualTo(3);
    assertThat(
            standings.stream()
                .filter(standing -> !kept(standing))
                .map(standing -> standing.get("rank").asInt()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 197).boxed().toList());
    JsonNode after = dispatch.alert(alert.get("id").asString());
    assertThat(after.get("status").asString()).isEqualTo("COVERED");
  }

  private static boolean kept(JsonNode standing) {
    return standing.get("state").asString().equals("ACKNOWLEDGED");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 12})
  void alertsAtTheSameMomentNeverCallTheSameTeamAndEachIsGivenAllItNeeds(int number)
      throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 6 * number, 1_400.0 / (6 * number));
    List<JsonNode> alerts = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, number)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return dispatch.issue(
                                alertBody("CROWD", place), UUID.randomUUID().toString());
                          }))
              .toList();
      start.countDown();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(201);
        alerts.add(answer.get().json());
      }
    }

    Set<String> called = new HashSet<>();
    for (JsonNode alert : alerts) {
      assertThat(alert.get("tasks").size()).isEqualTo(6);
      RunningDispatch.calledTeams(alert)
          .forEach(team -> assertThat(called.add(team)).as(team).isTrue());
    }
  }

  @Test
  void aTeamThatAnotherInstanceHoldsIsLeftToItAndTheNextNearestIsCalled() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 7, 100);
    // Written by nobody of this instance, which therefore doesn't know of it.
    JdbcClient.create(dispatch.database())
        .sql("insert into team_commitment (team_id, alert_id, exclusive) values (?, ?, true)")
        .params(teams.get(2), UUID.randomUUID())
        .update();

    JsonNode alert = dispatch.issue("CROWD", place);

    assertThat(RunningDispatch.calledTeams(alert))
        .containsExactly(
            teams.get(0), teams.get(1), teams.get(3), teams.get(4), teams.get(5), teams.get(6));
  }

  @Test
  void aBusyTeamIsOfferedAnAlertThatSharesTeamsAndThenNoneThatDoesNot() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 100);
    JsonNode first = dispatch.issue("CROWD", place);

    JsonNode sharing = dispatch.issue("FIRE_HAZARD", place);
    dispatch.post(
        "/api/alerts/" + first.get("id").asString() + "/resolution",
        dispatch.dispatcher(),
        "{\"outcome\":\"FOUND\"}");
    JsonNode last = dispatch.issue("CROWD", place);

    assertThat(RunningDispatch.calledTeams(first)).isEqualTo(teams);
    assertThat(RunningDispatch.calledTeams(sharing)).isEqualTo(teams);
    assertThat(RunningDispatch.calledTeams(last)).isEmpty();
    assertThat(last.get("shortfalls").toString()).contains("ON_OTHER_TASK");
  }

  @Test
  void aTeamThatSaidNoIsFreeForTheNextAlertAndOneThatComesIsNot() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 100);
    JsonNode first = dispatch.issue("CROWD", place);
    dispatch.act(first.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(first.get("tasks").get(1), "decline", null);

    JsonNode second = dispatch.issue("CROWD", place);

    assertThat(second.get("tasks").size()).isEqualTo(1);
    assertThat(second.get("tasks").get(0).get("teamId").asString()).isEqualTo(teams.get(1));
    assertThat(second.get("shortfalls").toString()).contains("ON_OTHER_TASK");
    // It can't come back to the first one while it is called by the second.
    Answer back = dispatch.act(first.get("tasks").get(1), "acknowledgement", null);
    assertThat(back.status()).as(back.toString()).isEqualTo(409);

    dispatch.post(
        "/api/alerts/" + first.get("id").asString() + "/resolution",
        dispatch.dispatcher(),
        "{\"outcome\":\"FOUND\"}");
    assertThat(dispatch.issue("CROWD", place).get("tasks").get(0).get("teamId").asString())
        .isEqualTo(teams.get(0));
  }

  @Test
  void everyAnswerOfATeamMayBeRepeated() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 3, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    JsonNode task = alert.get("tasks").get(0);
    for (String[] step :
        new String[][] {
          {"acknowledgement", "{\"etaSeconds\":60}"},
          {"progress", "{\"state\":\"EN_ROUTE\"}"},
          {"progress", "{\"state\":\"ON_SCENE\"}"},
          {"completion", "{\"note\":\"done\"}"}
        }) {
      Answer once = dispatch.act(task, step[0], step[1]);
      Answer twice = dispatch.act(task, step[0], step[1]);
      assertThat(once.status()).as(once.toString()).isEqualTo(200);
      assertThat(twice.body()).isEqualTo(once.body());
    }
    JsonNode other = alert.get("tasks").get(1);
    assertThat(dispatch.act(other, "decline", null).status()).isEqualTo(200);
    assertThat(dispatch.act(other, "decline", null).status()).isEqualTo(200);
    List<String> timeline = dispatch.timeline(alert.get("id").asString());
    assertThat(timeline.stream().filter("task.acknowledged.v1"::equals)).hasSize(1);
    assertThat(timeline.stream().filter("task.completed.v1"::equals)).hasSize(1);
    assertThat(timeline.stream().filter("task.declined.v1"::equals)).hasSize(1);
  }
}
