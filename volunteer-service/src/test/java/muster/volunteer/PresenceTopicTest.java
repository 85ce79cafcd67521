package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.testbed.OnRealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What lies on the compacted topics after a while, on a broker whose while is seconds: segments of
 * the topic of positions end after one second instead of ten minutes, and its partitions get
 * something each second instead of every five minutes.
 */
@OnRealServers
class PresenceTopicTest {
  private static final Duration WHILE = Duration.ofSeconds(90);
  private static final String NOWHERE_ELSE = "34.2718";

  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service =
        new RunningService(
            "--volunteer.republication.standing=3s",
            "--volunteer.republication.quiet-partitions=1s",
            "--volunteer.republication.look=500ms");
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", service.kafka.bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, Topics.Name.VOLUNTEER_PRESENCE),
                  List.of(set("segment.ms", "1000"), set("max.compaction.lag.ms", "1000")),
                  new ConfigResource(ConfigResource.Type.BROKER, ""),
                  List.of(set("log.cleaner.backoff.ms", "500"))))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  private static List<ConsumerRecord<String, byte[]>> all(String topic) {
    try (TopicReader reader = new TopicReader(service.kafka.bootstrapServers(), topic)) {
      return reader.toTheEnd();
    }
  }

  private static List<ConsumerRecord<String, byte[]>> of(String topic, String key) {
    return all(topic).stream().filter(record -> key.equals(record.key())).toList();
  }

  private static boolean tells(ConsumerRecord<String, byte[]> record, String text) {
    return record.value() != null
        && new String(record.value(), StandardCharsets.UTF_8).contains(text);
  }

  private static String onDuty(String latitude) {
    return "{\"onDuty\":true,\"location\":{\"latitude\":%s,\"longitude\":117.3}}"
        .formatted(latitude);
  }

  @Test
  void positionsVanishAfterTheirOwnersHaveGoneOffDutyThoughNobodyElseReports() {
    Registry registry = new Registry(service);
    List<String> volunteers =
        IntStream.rangeClosed(1, 12).mapToObj(registry::newVolunteer).toList();
    for (String id : volunteers) {
      String path = "/api/volunteers/" + id + "/presence";
      assertThat(service.put(path, registry.dispatcher, onDuty(NOWHERE_ELSE)).status())
          .isEqualTo(200);
    }
    await()
        .atMost(WHILE)
        .until(
            () ->
                all(Topics.Name.VOLUNTEER_PRESENCE).stream()
                        .filter(record -> tells(record, NOWHERE_ELSE))
                        .map(ConsumerRecord::key)
                        .distinct()
                        .count()
                    == volunteers.size());

    for (String id : volunteers) {
      String path = "/api/volunteers/" + id + "/presence";
      assertThat(service.put(path, registry.dispatcher, "{\"onDuty\":false}").status())
          .isEqualTo(200);
    }

    await()
        .atMost(WHILE)
        .untilAsserted(
            () ->
                assertThat(all(Topics.Name.VOLUNTEER_PRESENCE))
                    .noneMatch(record -> tells(record, NOWHERE_ELSE)));
    for (String id : volunteers) {
      assertThat(of(Topics.Name.VOLUNTEER_PRESENCE, id).getLast())
          .as("that they are off duty stays known")
          .matches(record -> tells(record, "\"onDuty\":false"));
    }
  }

  @Test
  void aLateRecordOfAPausedRelayIsNotTheLastWord() throws Exception {
    Registry registry = new Registry(service);
    String volunteer = registry.newVolunteer(1);
    String erased = registry.newVolunteer(2);
    String team = registry.newTeam(1, volunteer);
    String disbanded = registry.newTeam(2, volunteer);
    String back = registry.newTeam(3, volunteer);
    for (String id : List.of(volunteer, erased)) {
      assertThat(
              service
                  .put(
                      "/api/volunteers/" + id + "/presence", registry.dispatcher, onDuty("34.3141"))
                  .status())
          .isEqualTo(200);
    }
    List<ConsumerRecord<String, byte[]>> late = new ArrayList<>();
    for (String key : List.of(volunteer, erased)) {
      late.add(first(Topics.Name.VOLUNTEER_PRESENCE, key));
    }
    for (String key : List.of(team, disbanded, back)) {
      late.add(first(Topics.Name.VOLUNTEER_TEAMS, key));
    }
    assertThat(
            Stream.of(
                service.put(
                    "/api/volunteers/" + volunteer + "/presence",
                    registry.dispatcher,
                    "{\"onDuty\":false}"),
                service.put(
                    "/api/teams/" + team,
                    registry.dispatcher,
                    Registry.team(team, registry.village, "二队", volunteer)),
                service.delete("/api/volunteers/" + erased, registry.dispatcher),
                service.delete("/api/teams/" + disbanded, registry.dispatcher),
                service.delete("/api/teams/" + back, registry.dispatcher),
                service.post(
                    "/api/teams",
                    registry.dispatcher,
                    Registry.team(back, registry.village, "三队", volunteer))))
        .extracting(answer -> answer.status())
        .containsExactly(200, 200, 204, 204, 204, 201);

    sendAgain(late);

    await()
        .atMost(WHILE)
        .untilAsserted(
            () -> {
              assertThat(last(Topics.Name.VOLUNTEER_PRESENCE, volunteer))
                  .matches(record -> tells(record, "\"onDuty\":false"))
                  .matches(record -> Topic.version(record) == 2);
              assertThat(last(Topics.Name.VOLUNTEER_PRESENCE, erased).value()).isNull();
              assertThat(last(Topics.Name.VOLUNTEER_TEAMS, team))
                  .matches(record -> tells(record, "二队"))
                  .matches(record -> Topic.version(record) == 2);
              assertThat(last(Topics.Name.VOLUNTEER_TEAMS, disbanded).value()).isNull();
              assertThat(last(Topics.Name.VOLUNTEER_TEAMS, back))
                  .as("it has come back")
                  .matches(record -> tells(record, "三队"));
            });
    await()
        .atMost(WHILE)
        .untilAsserted(
            () ->
                assertThat(all(Topics.Name.VOLUNTEER_PRESENCE))
                    .noneMatch(record -> tells(record, "34.3141")));
  }

  /** A service that reads a late one would take codes that are gone, and refuse what is there. */
  @Test
  void aLateRecordOfAJurisdictionIsNotTheLastWordEither() throws Exception {
    Registry registry = new Registry(service);
    String renamed = registry.county + "050";
    String removed = registry.county + "051";
    String back = registry.county + "052";
    List<ConsumerRecord<String, byte[]>> late = new ArrayList<>();
    for (String code : List.of(renamed, removed, back)) {
      assertThat(
              service
                  .post("/api/jurisdictions", registry.dispatcher, jurisdiction(code, "旧镇"))
                  .status())
          .isEqualTo(201);
      late.add(first(Topics.Name.VOLUNTEER_JURISDICTIONS, code));
    }
    assertThat(
            Stream.of(
                service.put(
                    "/api/jurisdictions/" + renamed,
                    registry.dispatcher,
                    jurisdiction(renamed, "新镇")),
                service.delete("/api/jurisdictions/" + removed, registry.dispatcher),
                service.delete("/api/jurisdictions/" + back, registry.dispatcher),
                service.post("/api/jurisdictions", registry.dispatcher, jurisdiction(back, "又镇"))))
        .extracting(answer -> answer.status())
        .containsExactly(200, 204, 204, 201);

    sendAgain(late);

    await()
        .atMost(WHILE)
        .untilAsserted(
            () -> {
              assertThat(last(Topics.Name.VOLUNTEER_JURISDICTIONS, renamed))
                  .matches(record -> tells(record, "新镇"))
                  .matches(record -> Topic.version(record) == 2);
              assertThat(last(Topics.Name.VOLUNTEER_JURISDICTIONS, removed).value()).isNull();
              assertThat(last(Topics.Name.VOLUNTEER_JURISDICTIONS, back))
                  .as("it has come back")
                  .matches(record -> tells(record, "又镇"))
                  .matches(record -> Topic.version(record) == 3);
            });
  }

  private static String jurisdiction(String code, String name) {
    return "{\"code\":\"%s\",\"name\":\"%s\",\"parentCode\":\"%s\"}"
        .formatted(code, name, code.substring(0, 6));
  }

  @Test
  void toTellItAgainChangesNothing() {
    Registry registry = new Registry(service);
    String volunteer = registry.newVolunteer(1);
    String team = registry.newTeam(1, volunteer);
    Instant before = Instant.now();

    await().atMost(WHILE).until(() -> of(Topics.Name.VOLUNTEER_TEAMS, team).size() >= 3);

    assertThat(
            of(Topics.Name.VOLUNTEER_TEAMS, team).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .distinct())
        .as("the same, word for word")
        .hasSize(1);
    assertThat(
            of(Topics.Name.VOLUNTEER_TEAMS, team).stream().map(one -> Topic.header(one, "ce_id")))
        .doesNotHaveDuplicates();
    var stored = service.get("/api/teams/" + team, registry.dispatcher).json();
    assertThat(stored.get("version").asInt()).isEqualTo(1);
    assertThat(Instant.parse(stored.get("changedAt").asString())).isBefore(before);
    assertThat(
            all(Topics.Name.VOLUNTEER_EVENTS).stream()
                .filter(record -> Objects.equals(record.key(), team)))
        .as("and no event")
        .hasSize(1);
  }

  private static void sendAgain(List<ConsumerRecord<String, byte[]>> late) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", service.kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (var record : late) {
        producer
            .send(
                new ProducerRecord<>(
                    record.topic(), null, record.key(), record.value(), record.headers()))
            .get();
      }
    }
  }

  private static ConsumerRecord<String, byte[]> first(String topic, String key) {
    return await().atMost(WHILE).until(() -> of(topic, key), found -> !found.isEmpty()).getFirst();
  }

  private static ConsumerRecord<String, byte[]> last(String topic, String key) {
    return of(topic, key).getLast();
  }
}
