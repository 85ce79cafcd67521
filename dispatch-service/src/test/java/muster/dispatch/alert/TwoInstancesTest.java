package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two instances on one database: neither knows at once what the other has done. */
@OnRealServers
class TwoInstancesTest {
  private static final int ROUNDS = 12;
  private static RunningDispatch one;
  private static RunningDispatch other;

  @BeforeAll
  static void start() {
    one = RunningDispatch.another("two");
    other = RunningDispatch.another("two");
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
