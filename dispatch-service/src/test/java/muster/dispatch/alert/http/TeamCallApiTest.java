package muster.dispatch.alert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.RunningDispatch;
import muster.dispatch.team.Staffing;
import muster.dispatch.team.TeamIndex;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a dispatcher does to one team. */
@OnRealServers
class TeamCallApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void aTeamFarOffIsAssignedAndHeldAndKeptBeyondTheNeed() {
    GeoPoint here = RunningDispatch.newPlace();
    GeoPoint farOff = RunningDispatch.newPlace();
    dispatch.seedTeams(here, 2, 100);
    String team = dispatch.seedTeams(farOff, 1, 100).getFirst();
    JsonNode alert = dispatch.issue("CROWD", here);
    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);
    dispatch.act(alert.get("tasks").get(1), "acknowledgement", null);

    Answer assigned = assign(alert, team);

    assertThat(assigned.status()).as(assigned.toString()).isEqualTo(200);
    JsonNode task = assigned.json();
    assertThat(task.get("state").asString()).isEqualTo("OFFERED");
    assertThat(task.get("assignedBy").asString()).isEqualTo("dispatcher-1");
    assertThat(task.get("reason").get("distanceMeters").asDouble())
        .isCloseTo(here.distanceMeters(north(farOff)), within(5.0));
    assertThat(assign(alert, team).json()).isEqualTo(task);
    dispatch.act(task, "acknowledgement", null);
    assertThat(dispatch.line(alert.get("id").asString()))
        .isEqualTo("COVERED 1 ACKNOWLEDGED | 2 ACKNOWLEDGED | 1 ACKNOWLEDGED");
    // Nobody else gets it.
    assertThat(RunningDispatch.calledTeams(dispatch.issue("CROWD", farOff))).isEmpty();
  }

  @Test
  void aTeamOnStandbyIsKeptWhenItIsAssignedHoweverOftenAndWhateverItsRank() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 4, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    for (JsonNode task : alert.get("tasks")) {
      assertThat(dispatch.act(task, "acknowledgement", null).status()).isEqualTo(200);
    }
    String id = alert.get("id").asString();
    assertThat(dispatch.line(id))
        .isEqualTo("COVERED 1 ACKNOWLEDGED | 2 ACKNOWLEDGED | 3 STANDBY 1 | 4 STANDBY 2");

    Answer assigned = assign(alert, teams.getLast());

    assertThat(assigned.status()).as(assigned.toString()).isEqualTo(200);
    assertThat(assigned.json().get("state").asString()).isEqualTo("ACKNOWLEDGED");
    assertThat(assigned.json().get("assignedBy").asString()).isEqualTo("dispatcher-1");
    assertThat(assigned.json().has("rank")).isFalse();
    assertThat(assign(alert, teams.getLast()).body()).isEqualTo(assigned.body());
    assertThat(dispatch.line(id))
        .isEqualTo("COVERED 1 ACKNOWLEDGED | 2 ACKNOWLEDGED | 3 STANDBY 1 | 4 ACKNOWLEDGED");
    assertThat(dispatch.timeline(id).stream().filter("task.promoted.v1"::equals)).hasSize(1);
    // Who is called again has to be asked, and stands in line.
    assertRefused(
        dispatch.act(alert.get("tasks").get(2), dispatch.dispatcher(), "calls", null),
        "ON_STANDBY");
  }

  @Test
  void aTeamOnAnotherAlertIsNotAssigned() {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeams(place, 1, 100).getFirst();
    dispatch.issue("CROWD", place);
    JsonNode other = dispatch.issue("CROWD", RunningDispatch.newPlace());

    assertRefused(assign(other, team), "TEAM_ON_OTHER_ALERT");
    assertThat(dispatch.alert(other.get("id").asString()).get("tasks").size()).isZero();
  }

  @Test
  void aTeamWithNobodyOnDutyIsNotAssignedAndOneThatIsNotThereIs404() {
    String id = "t-off-" + UUID.randomUUID();
    publish(id, RunningDispatch.JURISDICTION);
    dispatch.publish(
        new PresenceSnapshot(
            RunningDispatch.memberOf(id), Instant.now(), 1, false, null, null, null));
    JsonNode alert = dispatch.issue("THEFT", RunningDispatch.newPlace());

    assertRefused(assign(alert, id), "NOBODY_ON_DUTY");
    Answer nobody = assign(alert, "t-nobody");
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.json().get("detail").asString()).isEqualTo("There is no such team.");
  }

  @Test
  void aTeamOfAnotherCountyIsAnsweredLikeOneThatIsNotThere() {
    String id = "t-foreign-" + UUID.randomUUID();
    publish(id, "320412001001");
    JsonNode alert = dispatch.issue("THEFT", RunningDispatch.newPlace());
    Answer nobody = assign(alert, "t-nobody");
    assertThat(nobody.status()).isEqualTo(404);
    TeamIndex index = dispatch.context.getBean(TeamIndex.class);
    for (boolean onDuty : List.of(true, false)) {
      dispatch.publish(
          new PresenceSnapshot(
              RunningDispatch.memberOf(id),
              Instant.now(),
              onDuty ? 1 : 2,
              onDuty,
              null,
              null,
              null));
      await()
          .atMost(PATIENCE)
          .until(
              () -> (index.staffing(id).people().getFirst().duty() == Staffing.Duty.ON) == onDuty);
      assertThat(assign(alert, id).body()).as("on duty: " + onDuty).isEqualTo(nobody.body());
    }
  }

  @Test
  void whereAWaveMayCallFromAnywhereADispatcherMayToo() {
    String id = "t-foreign-" + UUID.randomUUID();
    publish(id, "320412001001");
    JsonNode alert = dispatch.issue("FIRE_HAZARD", RunningDispatch.newPlace());
    assertRefused(assign(alert, id), "NOBODY_ON_DUTY");
    dispatch.publish(
        new PresenceSnapshot(
            RunningDispatch.memberOf(id), Instant.now(), 1, true, null, null, null));
    await().atMost(PATIENCE).until(() -> assign(alert, id).status() == 200);
  }

  @Test
  void aTeamThatDeclinedIsCalledAgain() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode task = dispatch.issue("CROWD", place).get("tasks").get(0);
    dispatch.act(task, "decline", null);

    Answer again = dispatch.act(task, dispatch.dispatcher(), "calls", null);
    assertThat(again.json().get("state").asString()).isEqualTo("OFFERED");
    assertThat(again.json().get("id")).isEqualTo(task.get("id"));
    assertThat(dispatch.act(task, dispatch.dispatcher(), "calls", null).json())
        .isEqualTo(again.json());
    assertThat(dispatch.act(task, "acknowledgement", null).status()).isEqualTo(200);
    assertRefused(dispatch.act(task, dispatch.dispatcher(), "calls", null), "ALREADY_ACKNOWLEDGED");
  }

  @Test
  void oneTeamIsStoodDownAndFreeForAnotherAlert() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    JsonNode task = alert.get("tasks").get(0);
    dispatch.act(task, "acknowledgement", null);

    Answer stoodDown =
        dispatch.act(task, dispatch.dispatcher(), "stand-down", "{\"reason\":\"Stay there\"}");
    assertThat(stoodDown.json().get("state").asString()).isEqualTo("STOOD_DOWN");
    assertThat(
            dispatch
                .act(task, dispatch.dispatcher(), "stand-down", "{\"reason\":\"Stay there\"}")
                .status())
        .isEqualTo(200);
    assertRefused(dispatch.act(task, "acknowledgement", null), "STOOD_DOWN_BY_HAND");
    List<String> timeline = dispatch.timeline(alert.get("id").asString());
    assertThat(timeline.stream().filter("task.stood-down.v2"::equals)).hasSize(1);
    assertThat(RunningDispatch.calledTeams(dispatch.issue("CROWD", place)))
        .containsExactly(teams.getFirst());
  }

  private Answer assign(JsonNode alert, String team) {
    return dispatch.post(
        "/api/alerts/" + alert.get("number").asInt() + "/tasks",
        dispatch.dispatcher(),
        "{\"teamId\":\"%s\"}".formatted(team));
  }

  private static void assertRefused(Answer answer, String reason) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
    assertThat(answer.json().get("reason").asString()).isEqualTo(reason);
  }

  private static GeoPoint north(GeoPoint place) {
    return new GeoPoint(place.latitude() + 100 / 111_195.0, place.longitude());
  }

  private void publish(String id, String jurisdiction) {
    dispatch.publish(
        new TeamSnapshot(
            id,
            Instant.now(),
            1,
            "Team " + id,
            new JurisdictionCode(jurisdiction),
            RunningDispatch.newPlace(),
            Set.of(),
            List.of(
                new TeamSnapshot.Member(
                    RunningDispatch.memberOf(id),
                    RunningDispatch.memberOf(id),
                    TeamSnapshot.Member.Role.CAPTAIN))));
    TeamIndex index = dispatch.context.getBean(TeamIndex.class);
    await().atMost(PATIENCE).until(() -> index.findTeam(id).isPresent());
  }
}
