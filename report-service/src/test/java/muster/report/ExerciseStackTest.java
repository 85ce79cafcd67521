package muster.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** On a stack for training every alert is an exercise, and reports are about those. */
@OnRealServers
class ExerciseStackTest {
  private static final RunningService SERVICE = RunningService.get();
  private static final GeoPoint PLACE = new GeoPoint(34.6, 118.4);
  private static ConfigurableApplicationContext training;

  @BeforeAll
  static void start() {
    training = SERVICE.start("--MUSTER_EXERCISE=true");
  }

  @AfterAll
  static void stop() {
    training.close();
  }

  @Test
  void aReportIsLinkedToTheExerciseThatIsNearby() {
    HttpApi http = RunningService.apiOf(training);
    UUID exercise = UUID.randomUUID();
    int number = Alerts.newNumber();
    SERVICE.publish(Alerts.exercise(exercise, number, PLACE));
    String report =
        SERVICE.submit(
            SERVICE.villager(), Requests.BIKE.replace("34.27", "34.6").replace("117.35", "118.4"));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        http.get("/api/reports/" + report, SERVICE.officer())
                            .json()
                            .path("nearby")
                            .valueStream()
                            .map(near -> near.path("id").asString()))
                    .containsExactly(exercise.toString()));
    Answer linked =
        http.post(
            "/api/reports/" + report + "/triage",
            SERVICE.officer(),
            "{\"decision\":\"LINK\",\"alert\":\"%s\"}".formatted(number));
    assertThat(linked.status()).as(linked.body()).isEqualTo(200);
  }
}
