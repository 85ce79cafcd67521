package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import muster.demo.exercise.Exercise;
import muster.demo.exercise.ExerciseSettings;
import muster.demo.story.DemoTargets;
import muster.localstack.LocalStack;
import muster.testbed.BesideOthers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code ./muster up --simulate}, with fewer people and nothing that happens by itself. */
@BesideOthers
class ExerciseTest {
  private static final Map<String, Object> BRAWL =
      Map.of(
          "category", "BRAWL",
          "severity", "SEVERE",
          "headline", "Brawl at the market",
          "location", Map.of("latitude", 34.29179, "longitude", 117.34248, "crs", "WGS84"),
          "jurisdiction", StackUnderTest.XIZHU);

  /** Said, or on the way of having been said. */
  private static final Set<String> COMING = Set.of("ACKNOWLEDGED", "EN_ROUTE", "ON_SCENE");

  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void onATrainingStackPeopleAnswerAnAlertByHandWithinAMinute() throws Exception {
    try (LocalStack stack = LocalStack.builder().exercise().start()) {
      Person dispatcher =
          new Person(
              "a-dispatcher",
              stack.token("a-dispatcher", Set.of("dispatcher"), StackUnderTest.XUZHOU));
      String alerts = stack.dispatchUrl() + "/api/alerts";
      JsonNode alert;
      try (Exercise exercise =
          new Exercise(
              DemoTargets.of(stack), new ExerciseSettings(120, 0, 12), Locale.ENGLISH, said::add)) {
        exercise.begin();
        await()
            .atMost(Duration.ofSeconds(40))
            .pollInterval(Duration.ofMillis(2_500)) // 30 previews a minute
            .until(
                () ->
                    dispatcher
                            .post(alerts + "/preview", BRAWL)
                            .expect(200)
                            .json()
                            .path("picks")
                            .size()
                        >= 6);
        alert = dispatcher.post(alerts, BRAWL).expect(201).json();
        assertThat(alert.path("exercise").asBoolean()).isTrue();

        String one = alerts + "/" + alert.path("id").asString();
        await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(500))
            .until(
                () ->
                    dispatcher
                        .get(one)
                        .expect(200)
                        .json()
                        .path("tasks")
                        .valueStream()
                        .anyMatch(task -> COMING.contains(task.path("state").asString(""))));
        JsonNode called = dispatcher.get(one).expect(200).json().path("tasks");
        // Phones confirm within the 5 s of the policy, but for the few that are offline.
        assertThat(states(called).filter("UNREACHED"::equals).count())
            .isLessThan(called.size() / 2);
        assertThat(exercise.standing()).contains("120 on duty");
      }
      assertThat(onDuty(stack, dispatcher)).isEmpty();
      assertThat(said).anyMatch(line -> line.contains("Brawl at the market"));
      assertThat(said).noneMatch(line -> line.contains("refused") || line.contains("wrong"));
      // It is the dispatcher's alert: the exercise does not end it.
      assertThat(
              dispatcher
                  .get(alerts + "/" + alert.path("id").asString())
                  .expect(200)
                  .json()
                  .path("status")
                  .asString(""))
          .isNotEqualTo("CANCELLED");
    }
  }

  private static Stream<String> states(JsonNode tasks) {
    return tasks.valueStream().map(task -> task.path("state").asString(""));
  }

  private static List<String> onDuty(LocalStack stack, Person dispatcher) {
    return dispatcher
        .get(stack.volunteerUrl() + "/api/volunteers?onDuty=true&limit=200&jurisdiction=320371")
        .expect(200)
        .json()
        .path("items")
        .valueStream()
        .map(volunteer -> volunteer.path("id").asString(""))
        .toList();
  }
}
