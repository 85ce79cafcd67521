package muster.dispatch.alert.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On a stack for training nothing is real, however it comes about. */
@OnRealServers
class ExerciseStackTest {
  private static RunningDispatch dispatch;

  @BeforeAll
  static void start() {
    dispatch =
        RunningDispatch.another(
            "exercise",
            "--muster.exercise=true",
            // Beside the shared instance, which reads the same topic.
            "--spring.cloud.stream.bindings.reports-in-0.group=dispatch-service.exercise");
  }

  @AfterAll
  static void stop() {
    dispatch.close();
  }

  @Test
  void anAlertByHandIsAnExerciseWhateverItSays() {
    GeoPoint place = RunningDispatch.newPlace();

    JsonNode unsaid = dispatch.issue("THEFT", place);
    JsonNode denied =
        dispatch
            .issue(
                """
                {"category":"THEFT","severity":"MINOR","headline":"Stolen e-bike","location":
                {"latitude":%s,"longitude":%s},"jurisdiction":"%s","exercise":false}
                """
                    .formatted(place.latitude(), place.longitude(), RunningDispatch.JURISDICTION),
                UUID.randomUUID().toString())
            .json();

    assertThat(unsaid.path("exercise").asBoolean()).isTrue();
    assertThat(denied.path("exercise").asBoolean()).isTrue();
    // They are of one kind, so whoever issues the second is told of the first.
    assertThat(denied.path("nearby").valueStream().map(near -> near.get("id").asString()))
        .contains(unsaid.get("id").asString());
  }

  @Test
  void anAlertOfAReportIsAnExerciseToo() {
    GeoPoint place = RunningDispatch.newPlace();
    UUID reportId = UUID.randomUUID();
    FromNeighbours neighbours = new FromNeighbours(dispatch);

    dispatch.publish(neighbours.requested(reportId, place));

    JsonNode alert = neighbours.awaitAlert(ReportConsumer.alertIdOf(reportId).toString());
    assertThat(alert.path("exercise").asBoolean()).isTrue();
  }
}
