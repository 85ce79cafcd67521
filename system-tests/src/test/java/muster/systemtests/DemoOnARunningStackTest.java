package muster.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import muster.demo.story.Demo;
import muster.demo.story.DemoTargets;
import muster.demo.story.StoryBroken;
import muster.demo.xuzhou.XuzhouGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** {@code ./muster demo --issuer}: what it does to a stack that others use. */
@ExtendWith(RunningStack.class)
class DemoOnARunningStackTest {
  private static final String HEADLINE = "Stolen red e-bike, Xizhu, heading north";
  private static final Map<String, Object> YARD =
      Map.of("latitude", 34.29179, "longitude", 117.34248, "crs", "WGS84");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void brokenOffInTheMiddleItTakesBackWhatIsItsOwnAndNothingElse(StackUnderTest running)
      throws Exception {
    running.resetClock();
    try (StorySetting setting = running.newSetting()) {
      setting.team("stranger", 100);
      // In the demo's very words, and in its village; but not its own.
      Alert others = setting.issue(Alert.with(setting.theft(), "headline", HEADLINE));
      Demo demo = demo(running);
      CompletableFuture<Void> playing = CompletableFuture.runAsync(demo::play);
      String own = awaitOwnAlert(running, others.id(), playing);

      demo.close();

      assertThat(playing.handle((done, broken) -> broken).get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StoryBroken.class);
      JsonNode ended =
          running.officer().get(running.dispatch() + "/api/alerts/" + own).expect(200).json();
      assertThat(ended.required("status").asString()).isEqualTo("CANCELLED");
      assertThat(ended.required("tasks").valueStream())
          .isNotEmpty()
          .allMatch(task -> task.required("teamId").asString().matches("t-000\\d{3}"));
      assertThat(demoPeopleOnDuty(running)).isEmpty();
      assertThat(others.read().required("status").asString()).isNotEqualTo("CANCELLED");
      assertThat(others.line()).contains("stranger").doesNotContain("STOOD_DOWN");
      assertThat(printed.toString(UTF_8)).doesNotContain("left behind");
      others.resolve("FALSE_ALARM");
    }
  }

  @Test
  void itCallsNoTeamOfOthers(StackUnderTest running) {
    running.resetClock();
    Person dispatcher = running.dispatcher();
    String team = "stranger-in-xizhu";
    register(running, team, "Somebody else's");
    String village = running.volunteers() + "/api/jurisdictions/320371003208";
    String officialName = dispatcher.get(village).expect(200).json().required("name").asString();
    dispatcher.put(village, village("Somebody's name for it")).expect(200);
    try {
      assertThatThrownBy(() -> demo(running).play())
          .isInstanceOf(StoryBroken.class)
          .hasMessageContaining(team);
      assertThat(demoPeopleOnDuty(running)).isEmpty();
      assertThat(tasksOf(running, team)).isEmpty();
      // By then it has loaded what it needs.
      assertThat(dispatcher.get(village).expect(200).json().required("name").asString())
          .isEqualTo("Somebody's name for it");
    } finally {
      dispatcher.put(village, village(officialName)).expect(200);
      dispatcher.put(presence(running, team), Map.of("onDuty", false)).expect(200);
    }
  }

  private static Map<String, Object> village(String name) {
    return Map.of(
        "name",
        name,
        "parentCode",
        "320371003",
        "location",
        Map.of("latitude", 34.31029, "longitude", 117.31948));
  }

  @Test
  void itReplacesNoTeamOfOthers(StackUnderTest running) {
    Person dispatcher = running.dispatcher();
    String address = running.volunteers() + "/api/teams/t-000300";
    // Whether another test's demo has been here before or not.
    if (dispatcher.get(address).status() == 404) {
      register(running, "t-000300", "Somebody else's");
      dispatcher.put(presence(running, "t-000300"), Map.of("onDuty", false)).expect(200);
    } else {
      dispatcher.put(address, team("t-000300", "Somebody else's", List.of())).expect(200);
    }
    try {
      assertThatThrownBy(() -> demo(running).play())
          .isInstanceOf(StoryBroken.class)
          .hasMessageContaining("t-000300")
          .hasMessageContaining("Somebody else's");
      assertThat(dispatcher.get(address).expect(200).json().required("name").asString())
          .isEqualTo("Somebody else's");
    } finally {
      String demosName =
          XuzhouGenerator.demo()
              .teams()
              .filter(team -> team.id().equals("t-000300"))
              .findFirst()
              .orElseThrow()
              .name();
      dispatcher.put(address, team("t-000300", demosName, List.of())).expect(200);
    }
  }

  @Test
  void itReplacesNobodyWhomOthersHaveRegistered(StackUnderTest running) {
    Person dispatcher = running.dispatcher();
    String id = "v-000123";
    String address = running.volunteers() + "/api/volunteers/" + id;
    // Whether another test's demo has been here before or not.
    if (dispatcher.get(address).status() == 404) {
      dispatcher
          .post(running.volunteers() + "/api/volunteers", volunteer(id, "Somebody else"))
          .expect(201);
    } else {
      dispatcher.put(address, volunteer(id, "Somebody else")).expect(200);
    }
    dispatcher.put(address + "/presence", Map.of("onDuty", true)).expect(200);
    try {
      assertThatThrownBy(() -> demo(running).play())
          .isInstanceOf(StoryBroken.class)
          .hasMessageContaining(id)
          .hasMessageContaining("Somebody else");
      JsonNode left = dispatcher.get(address).expect(200).json();
      assertThat(left.required("name").asString()).isEqualTo("Somebody else");
      assertThat(left.path("phone").asString("")).isEqualTo("+8613800138000");
      assertThat(
              dispatcher
                  .get(address + "/presence")
                  .expect(200)
                  .json()
                  .required("onDuty")
                  .asBoolean())
          .isTrue();
    } finally {
      String demosName =
          XuzhouGenerator.demo()
              .teams()
              .flatMap(team -> team.members().stream())
              .filter(person -> person.id().equals(id))
              .findFirst()
              .orElseThrow()
              .name();
      dispatcher.put(address + "/presence", Map.of("onDuty", false)).expect(200);
      dispatcher.put(address, volunteer(id, demosName)).expect(200);
    }
  }

  private static Map<String, Object> volunteer(String id, String name) {
    return Map.of(
        "id", id,
        "name", name,
        "subject", id,
        "phone", "+8613800138000",
        "jurisdiction", StackUnderTest.XIZHU);
  }

  private Demo demo(StackUnderTest running) {
    PrintStream sink = new PrintStream(printed, true, UTF_8);
    return new Demo(DemoTargets.of(running.stack()), true, Locale.ENGLISH, sink, sink);
  }

  private static String awaitOwnAlert(
      StackUnderTest running, String notThis, CompletableFuture<Void> playing) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .failFast(playing::isCompletedExceptionally)
        .until(
            () ->
                running
                    .officer()
                    .get(
                        running.dispatch()
                            + "/api/alerts?limit=200&jurisdiction="
                            + StackUnderTest.XIZHU)
                    .expect(200)
                    .json()
                    .required("items")
                    .valueStream()
                    .filter(alert -> alert.required("headline").asString().equals(HEADLINE))
                    .map(alert -> alert.required("id").asString())
                    .filter(id -> !id.equals(notThis))
                    .findFirst()
                    .orElse(""),
            id -> !id.isEmpty());
  }

  /** One member, whose id is the team's, and who is on duty in the yard. */
  private static void register(StackUnderTest running, String team, String name) {
    Person dispatcher = running.dispatcher();
    String member = "m." + team;
    dispatcher
        .post(
            running.volunteers() + "/api/volunteers",
            Map.of("id", member, "name", name, "jurisdiction", StackUnderTest.XIZHU))
        .expect(201);
    dispatcher
        .post(
            running.volunteers() + "/api/teams",
            team(team, name, List.of(Map.of("volunteerId", member, "role", "CAPTAIN"))))
        .expect(201);
    dispatcher.put(presence(running, team), Map.of("onDuty", true, "location", YARD)).expect(200);
  }

  private static Map<String, Object> team(String id, String name, List<?> members) {
    return Map.of(
        "id", id,
        "name", name,
        "jurisdiction", StackUnderTest.XIZHU,
        "base", YARD,
        "members", members);
  }

  private static String presence(StackUnderTest running, String team) {
    return running.volunteers() + "/api/volunteers/m." + team + "/presence";
  }

  private static List<String> demoPeopleOnDuty(StackUnderTest running) {
    return running
        .dispatcher()
        .get(running.volunteers() + "/api/volunteers?onDuty=true&limit=200&jurisdiction=320371")
        .expect(200)
        .json()
        .required("items")
        .valueStream()
        .map(volunteer -> volunteer.required("id").asString())
        .filter(id -> id.matches("v-\\d{6}"))
        .toList();
  }

  private static List<String> tasksOf(StackUnderTest running, String team) {
    return running
        .officer()
        .get(running.dispatch() + "/api/alerts?limit=200&jurisdiction=" + StackUnderTest.XIZHU)
        .expect(200)
        .json()
        .required("items")
        .valueStream()
        .flatMap(
            alert ->
                running
                    .officer()
                    .get(running.dispatch() + "/api/alerts/" + alert.required("id").asString())
                    .expect(200)
                    .json()
                    .required("tasks")
                    .valueStream())
        .map(task -> task.required("teamId").asString())
        .filter(team::equals)
        .toList();
  }
}
