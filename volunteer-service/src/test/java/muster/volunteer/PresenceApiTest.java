package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import muster.contracts.Topics;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.volunteer.presence.command.PresenceCommands;
import muster.volunteer.presence.command.PresenceTable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class PresenceApiTest {
  private static final String OFF = "{\"onDuty\":false}";

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String id = registry.newVolunteer(1);
  private final String own = service.volunteer(id);
  private final String path = "/api/volunteers/" + id + "/presence";

  private static String at(double latitude) {
    return """
    {"onDuty":true,"location":{"latitude":%s,"longitude":117.3},"accuracyMeters":12.5}
    """
        .formatted(latitude);
  }

  @Test
  void aVolunteerGoesOnDutyAndOffAndThePositionGoes() {
    var on = service.put(path, own, at(34.1));
    assertThat(on.status()).as(on.body()).isEqualTo(200);
    assertThat(on.json().get("version").asInt()).isEqualTo(1);
    assertThat(on.json().get("location").get("latitude").asDouble()).isEqualTo(34.1);
    assertThat(on.json().has("positionAt")).isTrue();

    var off =
        service.put(path, own, "{\"onDuty\":false,\"location\":{\"latitude\":1,\"longitude\":2}}");
    assertThat(off.status()).as("at once: nobody is held on duty").isEqualTo(200);
    assertThat(off.json().has("location")).isFalse();
    assertThat(off.json().get("version").asInt()).isEqualTo(2);
    assertThat(service.get(path, own).json()).isEqualTo(off.json());
    assertThat(
            JdbcClient.create(service.database())
                .sql(
                    "select latitude is null and position_at is null from presence where volunteer_id = ?")
                .param(id)
                .query(Boolean.class)
                .single())
        .isTrue();

    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE);
        Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      var records = presence.await(id, 2);
      assertThat(records.stream().map(Topic::version)).containsExactly(1L, 2L);
      assertThat(new String(records.get(1).value(), StandardCharsets.UTF_8)).doesNotContain("34.1");
      assertThat(events.await(id, 3).stream().map(one -> Topic.type(one) + Topic.version(one)))
          .containsExactly(
              "volunteer.registered.v11",
              "volunteer.went-on-duty.v12",
              "volunteer.went-off-duty.v13");
    }
  }

  @Test
  void whoGoesOnDutyOrOffIsToldWithTheTeamsAtThatMoment() {
    String first = registry.newTeam(1, id);
    assertThat(service.put(path, own, at(34.1)).status()).isEqualTo(200);
    String second = registry.newTeam(2, id);
    assertThat(service.put(path, own, OFF).status()).isEqualTo(200);

    try (Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      assertThat(events.await(id, 3).stream().skip(1).map(PresenceApiTest::teams))
          .containsExactly(
              List.of(first + " " + registry.village),
              List.of(first + " " + registry.village, second + " " + registry.village));
    }
  }

  private static List<String> teams(ConsumerRecord<String, byte[]> record) {
    List<String> teams = new ArrayList<>();
    RunningService.JSON
        .readTree(record.value())
        .get("teams")
        .forEach(
            team ->
                teams.add(
                    team.get("teamId").asString() + " " + team.get("jurisdiction").asString()));
    return teams;
  }

  private static String seen(double latitude, Instant at) {
    return """
    {"onDuty":true,"location":{"latitude":%s,"longitude":117.3},"positionAt":"%s"}
    """
        .formatted(latitude, at);
  }

  private String importPresence(String line) {
    var report =
        service.post(
            "/api/presence/import",
            registry.dispatcher,
            "application/x-ndjson",
            line.strip().replace("{\"onDuty\"", "{\"volunteerId\":\"" + id + "\",\"onDuty\""));
    return report.body();
  }

  @Test
  void aPositionKeepsItsTimeAndAnOlderOneNeverReplacesIt() {
    Instant taken = Instant.now().minusSeconds(100).truncatedTo(ChronoUnit.MICROS);

    var on = service.put(path, own, seen(34.1, taken)).json();
    assertThat(on.get("positionAt").asString()).isEqualTo(taken.toString());
    assertThat(importPresence(seen(34.2, taken.minusSeconds(1)))).contains("\"unchanged\":1");
    assertThat(importPresence("{\"onDuty\":true}")).contains("\"unchanged\":1");
    var known = service.get(path, own).json();
    assertThat(known.get("location").get("latitude").asDouble()).isEqualTo(34.1);
    assertThat(known.get("positionAt").asString()).isEqualTo(taken.toString());
    assertThat(importPresence(seen(34.3, taken.plusSeconds(1)))).contains("\"updated\":1");
    var newer = service.get(path, own).json();
    assertThat(newer.get("location").get("latitude").asDouble()).isEqualTo(34.3);

    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE)) {
      assertThat(
              presence.await(id, 2).stream()
                  .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
          .satisfiesExactly(
              first -> assertThat(first).contains(taken.toString()),
              second -> assertThat(second).contains(taken.plusSeconds(1).toString()));
    }
  }

  @Test
  void aPositionFromTheFutureIsRefusedAndNamesItsField() {
    var answer = service.put(path, own, seen(34.1, Instant.now().plusSeconds(180)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("positionAt");
    assertThat(service.get(path, own).json().get("onDuty").asBoolean()).isFalse();
    assertThat(service.put(path, own, seen(34.1, Instant.now().plusSeconds(60))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"latitude\":0,\"longitude\":0},\"accuracyMeters\":5",
        "{\"latitude\":0.0005,\"longitude\":-0.0005}",
        "{\"latitude\":34.5,\"longitude\":117.3},\"accuracyMeters\":5001"
      })
  void whatSaysNothingOfWhereSomebodyIsKeepsTheLastPosition(String location) {
    String report = "{\"onDuty\":true,\"location\":" + location + "}";
    assertThat(service.put(path, own, report).json().has("location")).isFalse();
    assertThat(importPresence(at(34.1))).contains("\"updated\":1");
    assertThat(importPresence(report)).contains("\"unchanged\":1");
    assertThat(service.get(path, own).json().get("location").get("latitude").asDouble())
        .isEqualTo(34.1);
  }

  @Test
  void anAccountIsItsVolunteersInWhateverFormItsLettersCome() {
    String other = registry.id("v", 2);
    String linked =
        Registry.volunteer(other, registry.village)
            .replace("\"subject\":\"" + other, "\"subject\":\"" + other + "-rene\u0301");
    assertThat(service.post("/api/volunteers", registry.dispatcher, linked).status())
        .isEqualTo(201);
    String presence = "/api/volunteers/" + other + "/presence";
    for (String account : List.of(other + "-rene\u0301", other + "-ren\u00e9")) {
      assertThat(service.put(presence, service.volunteer(account), OFF).status())
          .as(account)
          .isEqualTo(200);
    }
    assertThat(service.put(presence, service.volunteer(other + "-rene"), OFF).status())
        .as("another letter, so another account")
        .isEqualTo(403);
  }

  @Test
  void repeatingAReportChangesNothingAndIsNotTooFast() {
    assertThat(service.put(path, own, at(34.1)).json().get("version").asInt()).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      var again = service.put(path, own, at(34.1));
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.json().get("version").asInt()).isEqualTo(1);
    }
    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE)) {
      assertThat(presence.await(id, 1)).hasSize(1);
    }
  }

  @Test
  void goingOffDutyTwiceOrWithoutEverHavingBeenOnChangesNothing() {
    assertThat(service.put(path, own, OFF).json().get("version").asInt()).isZero();
    assertThat(service.put(path, own, OFF).status()).isEqualTo(200);
    assertThat(service.get(path, own).json().get("onDuty").asBoolean()).isFalse();
  }

  @Test
  void differentReportsWithinASecondAreTooFast() {
    List<Integer> statuses = new ArrayList<>();
    Answer refused = null;
    for (int i = 0; i < 20 && refused == null; i++) {
      var answer = service.put(path, own, at(34.0 + i / 100.0));
      statuses.add(answer.status());
      if (answer.status() == 429) {
        refused = answer;
      }
    }
    assertThat(refused).as("statuses %s", statuses).isNotNull();
    if (refused != null) {
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.json().get("type").asString()).isEqualTo("/problems/too-many-requests");
    }
  }

  @Test
  void nobodyReportsForAnotherButDispatchersAndOfficersInScope() {
    assertThat(service.put(path, service.volunteer("somebody"), OFF).status()).isEqualTo(403);
    assertThat(service.put(path, service.staff("operator", registry.county), OFF).status())
        .isEqualTo(403);
    assertThat(service.put(path, service.staff("officer", "3203"), OFF).status())
        .as("the same as for somebody who is not there")
        .isEqualTo(404);
    assertThat(service.put(path, service.staff("officer", registry.county), OFF).status())
        .isEqualTo(200);
    assertThat(service.put(path, registry.dispatcher, at(34.2)).status()).isEqualTo(200);
    assertThat(service.get(path, service.volunteer("somebody")).status()).isEqualTo(403);
    assertThat(service.get(path, service.staff("operator", registry.county)).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"onDuty\":null}",
        "{\"onDuty\":\"yes\"}",
        "{\"onDuty\":1}",
        "{\"onDuty\":true,\"accuracyMeters\":5}",
        "{\"onDuty\":true,\"location\":{\"latitude\":90.1,\"longitude\":0}}",
        "{\"onDuty\":true,\"location\":{\"latitude\":1}}",
        "{\"onDuty\":true,\"location\":{\"latitude\":1,\"longitude\":1},\"accuracyMeters\":100001}",
        "{\"onDuty\":true,\"location\":{\"latitude\":1,\"longitude\":1},\"accuracyMeters\":-1}",
        "{\"onDuty\":true,\"location\":{\"latitude\":NaN,\"longitude\":1}}",
        "{\"onDuty\":true,\"where\":1}",
        "{\"onDuty\":true,\"onDuty\":false}",
        "{\"onDuty\":true,\"volunteerId\":\"somebody\"}",
        "{\"onDuty\":true,\"positionAt\":\"2022-03-12T08:00:00Z\"}",
        "{\"onDuty\":true,\"location\":{\"latitude\":1,\"longitude\":1},\"positionAt\":\"soon\"}",
        "{\"onDuty\":true,\"location\":{\"latitude\":1,\"longitude\":1},\"positionAt\":\"+999999999-01-01T00:00:00Z\"}",
        "[]",
        "null"
      })
  void aWrongReportIsRefused(String body) {
    var answer = service.put(path, own, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("muster.volunteer", "jackson");
  }

  @Test
  void concurrentReportsReachTheTopicInTheOrderOfTheirVersions() throws Exception {
    int reports = 40;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < reports; i++) {
        String line =
            "{\"volunteerId\":\"%s\",\"onDuty\":true,\"location\":{\"latitude\":34.%02d,\"longitude\":117}}"
                .formatted(id, i);
        running.add(
            executor.submit(
                () -> {
                  var answer =
                      service.post(
                          "/api/presence/import",
                          registry.dispatcher,
                          "application/x-ndjson",
                          line);
                  assertThat(answer.json().get("updated").asInt()).as(answer.body()).isEqualTo(1);
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE)) {
      assertThat(presence.await(id, reports).stream().map(Topic::version))
          .isEqualTo(IntStream.rangeClosed(1, reports).mapToObj(Long::valueOf).toList());
    }
  }

  /** Also of what stands in the database, from which it is said again each day. */
  @Test
  void theTopicTellsWhetherSomebodySaidSoOrNothingWasHeard() {
    PresenceCommands commands = service.context.getBean(PresenceCommands.class);
    assertThat(service.put(path, own, at(34.1)).status()).isEqualTo(200);
    commands.takeSilentOffDuty(Duration.ZERO);
    assertThat(storedByWord()).isFalse();
    assertThat(service.put(path, own, OFF).status()).isEqualTo(200);
    assertThat(storedByWord()).isTrue();

    try (Topic presence = new Topic(service, Topics.Name.VOLUNTEER_PRESENCE)) {
      assertThat(
              presence.await(id, 3).stream()
                  .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                  .map(value -> value.contains("\"offDutyByWord\":true")))
          .containsExactly(false, false, true);
    }
  }

  private boolean storedByWord() {
    return service.context.getBean(PresenceTable.class).find(id).orElseThrow().offDutyByWord();
  }

  @Test
  void whoIsSilentForTooLongIsTakenOffDutyAndThePositionGoes() {
    assertThat(service.put(path, own, at(34.1)).status()).isEqualTo(200);

    service.context.getBean(PresenceCommands.class).takeSilentOffDuty(Duration.ofHours(1));
    assertThat(service.get(path, own).json().get("onDuty").asBoolean()).isTrue();
    service.context.getBean(PresenceCommands.class).takeSilentOffDuty(Duration.ZERO);

    var presence = service.get(path, own).json();
    assertThat(presence.get("onDuty").asBoolean()).isFalse();
    assertThat(presence.has("location")).isFalse();
    try (Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      assertThat(Topic.type(events.await(id, 3).getLast())).isEqualTo("volunteer.went-off-duty.v1");
    }
  }
}
