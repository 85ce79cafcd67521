package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a command center asks of an alert that was merged, or is merged at that moment. */
@OnRealServers
class MergedAlertApiTest {
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

  private Answer merge(JsonNode from, JsonNode into) {
    return dispatch.post(
        "/api/alerts/" + id(from) + "/merge",
        dispatch.dispatcher(),
        "{\"into\":\"%s\"}".formatted(id(into)));
  }

  /** What ends the one that is superfluous is not done to the other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  | /waves                 | {}",
        "POST  | /resolution            | {\"outcome\":\"FOUND\"}",
        "PUT   | /resolution            | {\"outcome\":\"FOUND\"}",
        "POST  | /cancellation          | {\"reason\":\"x\"}",
        "POST  | /reopening             | {}",
        "POST  | /notes                 | {\"text\":\"x\"}",
        "POST  | /messages              | {\"text\":\"x\"}",
        "POST  | /escalation/acceptance | ",
        "POST  | /tasks                 | {\"teamId\":\"t-any\"}",
        "PATCH |                        | {\"headline\":\"x\"}"
      })
  void whatIsAskedOfAMergedAlertIsRefusedAndTheOneThatGoesOnIsNamed(
      String method, @Nullable String path, @Nullable String body) {
    JsonNode from = alertWithTeams(1);
    JsonNode over = alertWithTeams(1);
    JsonNode into = alertWithTeams(1);
    assertThat(merge(from, over).status()).isEqualTo(200);
    assertThat(merge(over, into).status()).isEqualTo(200);
    int before = dispatch.timeline(id(into)).size();
    for (String name : List.of(id(from), from.get("number").asString())) {
      Answer refused =
          dispatch.send(
              method,
              "/api/alerts/" + name + (path == null ? "" : path),
              dispatch.dispatcher(),
              body,
              Map.of());
      assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
      JsonNode problem = refused.json();
      assertThat(problem.get("reason").asString()).isEqualTo("MERGED");
      assertThat(problem.get("mergedInto")).isEqualTo(into.get("id"));
      assertThat(problem.get("mergedIntoNumber")).isEqualTo(into.get("number"));
      assertThat(problem.get("detail").asString()).contains(into.get("number").asString());
    }
    assertThat(dispatch.timeline(id(from))).endsWith("alert.merged.v1");
    assertThat(dispatch.timeline(id(into))).hasSize(before);
  }

  @Test
  void aMergedAlertIsStillReadAsWhatItWas() {
    JsonNode from = alertWithTeams(1);
    JsonNode into = alertWithTeams(1);
    merge(from, into);
    for (String name : List.of(id(from), from.get("number").asString())) {
      for (String path : List.of("", "/tasks", "/timeline")) {
        assertThat(dispatch.get("/api/alerts/" + name + path, dispatch.dispatcher()).status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void whoMergesIntoOneThatWasMergedIsToldWhereItGoesOn() {
    JsonNode from = alertWithTeams(1);
    JsonNode over = alertWithTeams(1);
    JsonNode into = alertWithTeams(1);
    merge(over, into);
    Answer refused = merge(from, over);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("reason").asString()).isEqualTo("MERGED");
    assertThat(refused.json().get("mergedInto")).isEqualTo(into.get("id"));
    assertThat(merge(from, into).status()).isEqualTo(200);
  }

  /**
   * The merger is the first one to wait for the alert's row, and the command center's act the
   * second: it has looked where the task is by then, and finds it elsewhere when its turn comes.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stand-down           | {\"reason\":\"not needed\"}                               | "
            + "STOOD_DOWN",
        "help/acknowledgement |                                                         | "
            + "ACKNOWLEDGED",
        "answers              | {\"volunteerId\":\"%s\",\"answer\":\"CANNOT\",\"said\":\"PHONE\"} | "
            + "WITHDRAWN"
      })
  void whatTheCommandCenterDoesToATeamWhileItsAlertIsMergedIsDoneWhereItGoesOn(
      String action, @Nullable String body, String state) throws Exception {
    JsonNode from = alertWithTeams(1);
    JsonNode into = alertWithTeams(1);
    JsonNode task = from.get("tasks").get(0);
    String team = task.get("teamId").asString();
    assertThat(dispatch.act(task, "acknowledgement", null).status()).isEqualTo(200);
    assertThat(dispatch.act(task, "help", "{\"kind\":\"POLICE\"}").status()).isEqualTo(200);
    String dispatcher = dispatch.dispatcher();
    String said = body == null ? null : body.formatted(RunningDispatch.memberOf(team));

    Future<Answer> merger;
    Future<Answer> act;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder = dispatch.database().getConnection()) {
      holder.setAutoCommit(false);
      try (PreparedStatement lock =
          holder.prepareStatement("select 1 from alert where alert_id = ? for update")) {
        lock.setObject(1, UUID.fromString(id(from)));
        lock.execute();
      }
      merger = threads.submit(() -> merge(from, into));
      awaitWaitingForLocks(1);
      act = threads.submit(() -> dispatch.act(task, dispatcher, action, said));
      awaitWaitingForLocks(2);
      holder.rollback();
      holder.setAutoCommit(true);
    }

    assertThat(merger.get().status()).as(merger.get().toString()).isEqualTo(200);
    assertThat(act.get().status()).as(act.get().toString()).isEqualTo(200);
    assertThat(act.get().json().get("alertId")).isEqualTo(into.get("id"));
    assertThat(act.get().json().get("state").asString()).isEqualTo(state);
    JsonNode there = null;
    for (JsonNode each : dispatch.alert(id(into)).get("tasks")) {
      if (each.get("teamId").asString().equals(team)) {
        there = each;
      }
    }
    assertThat(there).isEqualTo(act.get().json());
  }

  /** Of this service's connections. */
  private void awaitWaitingForLocks(int many) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                database
                        .sql(
                            """
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock'
                            """)
                        .query(Integer.class)
                        .single()
                    >= many);
  }
}
