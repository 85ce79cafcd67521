package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two instances on one database: neither knows at once what the other has done. */
@OnBothKinds
class TwoInstancesTest {
  private static final int ROUNDS = 12;
  private static RunningDispatch one;
  private static RunningDispatch other;

  @BeforeAll
  static void start() {
    // In these tests nobody has a device.
    String neverDoubtful = "--muster.doubtful-delivery-teams=100000";
    one = RunningDispatch.another("two", neverDoubtful);
    other = RunningDispatch.another("two", neverDoubtful);
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
  }

  @Test
  void aTeamThatTheOtherInstanceHasReleasedIsCalledAtOnce() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = one.seedTeams(place, 1, 100);

    for (int round = 0; round < ROUNDS; round++) {
      JsonNode alert = one.issue("THEFT", place);
      assertThat(RunningDispatch.calledTeams(alert)).as("round " + round).isEqualTo(teams);
      cancel(other, alert);
    }
  }

  @Test
  void aNearerTeamThatTheOtherInstanceHasReleasedIsCalledBeforeTheNextNearest() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = one.seedTeams(place, 5, 100);
    // Three are called for one that is needed.
    JsonNode first = one.issue("FRAUD_WARNING", place);
    assertThat(RunningDispatch.calledTeams(first)).isEqualTo(teams.subList(0, 3));

    cancel(other, first);
    assertThat(picks(one, place)).isEqualTo(teams.subList(0, 3));
    JsonNode second = one.issue("FRAUD_WARNING", place);

    assertThat(RunningDispatch.calledTeams(second)).isEqualTo(teams.subList(0, 3));
    assertThat(second.get("shortfalls").isEmpty()).isTrue();
    // What is not called is not held either.
    assertThat(RunningDispatch.calledTeams(one.issue("FRAUD_WARNING", place)))
        .isEqualTo(teams.subList(3, 5));
  }

  /** A preview asks the database, too, in both directions. */
  @Test
  void aPreviewKnowsWhomTheOtherInstanceHasCalled() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = one.seedTeams(place, 4, 100);
    other.awaitTeams(teams);

    JsonNode alert = other.issue("FRAUD_WARNING", place);
    assertThat(RunningDispatch.calledTeams(alert)).isEqualTo(teams.subList(0, 3));

    assertThat(picks(one, place)).isEqualTo(teams.subList(3, 4));
    cancel(other, alert);
    assertThat(picks(one, place)).isEqualTo(teams.subList(0, 3));
  }

  @Test
  void anEscalatedAlertCallsWhoComesOnDutyWithinSeconds() {
    GeoPoint place = RunningDispatch.newPlace();
    JsonNode alert = one.issue("THEFT", place);
    assertThat(alert.get("status").asString()).isEqualTo("ESCALATED");
    int eventsBefore = one.timeline(alert.get("id").asString()).size();

    List<String> teams = other.seedTeams(place, 1, 100);

    awaitCalled(alert, teams);
    assertThat(one.timeline(alert.get("id").asString()))
        .element(eventsBefore)
        .isEqualTo("wave.opened.v2");
  }

  @Test
  void anEscalatedAlertCallsWhoTheOtherInstanceReleases() {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = one.seedTeams(place, 1, 100);
    JsonNode holding = one.issue("THEFT", place);
    one.act(holding.get("tasks").get(0), "acknowledgement", null);
    JsonNode waiting = one.issue("THEFT", place);
    assertThat(waiting.get("status").asString()).isEqualTo("ESCALATED");
    assertThat(waiting.get("tasks").isEmpty()).isTrue();

    cancel(other, holding);

    awaitCalled(waiting, teams);
  }

  /** The wave at the corrected place looked no farther than a first one does. */
  @Test
  void anEscalatedAlertWhosePlaceWasCorrectedCallsWhoComesOnDutyAsFarAsItHasLooked() {
    GeoPoint place = RunningDispatch.newPlace();
    JsonNode alert = one.issue("THEFT", place);
    assertThat(alert.get("status").asString()).isEqualTo("ESCALATED");
    GeoPoint corrected = RunningDispatch.north(place, 500);
    var moved =
        one.patch(
            "/api/alerts/" + alert.get("id").asString(),
            one.dispatcher(),
            "{\"location\":{\"latitude\":%s,\"longitude\":%s,\"crs\":\"WGS84\"}}"
                .formatted(corrected.latitude(), corrected.longitude()));
    assertThat(moved.status()).as(moved.toString()).isEqualTo(200);

    List<String> teams = other.seedTeams(corrected, 1, 3_000);

    awaitCalled(alert, teams);
  }

  @Test
  void theSeverestAlertLooksFirstThoughAnotherIsOlder() {
    GeoPoint place = RunningDispatch.newPlace();
    JsonNode older = one.issue("THEFT", place);
    JsonNode severest =
        one.issue(
                RunningDispatch.alertBody("THEFT", place).replace("MODERATE", "EXTREME"),
                UUID.randomUUID().toString())
            .json();

    List<String> teams = one.seedTeams(place, 1, 100);

    awaitCalled(severest, teams);
    // Nobody answers: the team is free again, and the other alert has it.
    awaitCalled(older, teams);
    assertThat(offeredAt(older)).isAfter(offeredAt(severest));
  }

  /** Well before the next look that would come anyway. */
  private static void awaitCalled(JsonNode alert, List<String> teams) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(RunningDispatch.calledTeams(one.alert(alert.get("id").asString())))
                    .containsExactlyInAnyOrderElementsOf(teams));
  }

  private static Instant offeredAt(JsonNode alert) {
    JsonNode task = one.alert(alert.get("id").asString()).get("tasks").get(0);
    return Instant.parse(task.get("offeredAt").asString());
  }

  private static List<String> picks(RunningDispatch instance, GeoPoint place) {
    JsonNode preview =
        instance
            .post(
                "/api/alerts/preview",
                instance.dispatcher(),
                RunningDispatch.alertBody("FRAUD_WARNING", place))
            .json();
    return preview.get("picks").valueStream().map(pick -> pick.get("teamId").asString()).toList();
  }

  private static void cancel(RunningDispatch instance, JsonNode alert) {
    var answer =
        instance.post(
            "/api/alerts/" + alert.get("id").asString() + "/cancellation",
            instance.dispatcher(),
            "{\"reason\":\"found\"}");
    assertThat(answer.status()).isEqualTo(200);
  }
}
