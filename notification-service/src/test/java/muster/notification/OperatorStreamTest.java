package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorStreamTest implements TestPropertyProvider {
  private static final String VILLAGE = "320371003209";
  private static final String OTHER_COUNTY = "320382101200";

  private final TestBed bed = TestBed.shared();
  private final String cityOperator = bed.operatorToken("3203");
  @Inject EmbeddedServer embedded;
  private RunningServer server;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties();
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @Test
  void anOperatorSeesEveryStepOfAnAlert() {
    Incident incident = new Incident(VILLAGE);
    UUID task = UUID.randomUUID();
    try (EventStream stream = server.stream(path(incident), cityOperator).awaitLive()) {
      bed.publish(incident.issued().offered(task, "t-1").clue("at the bridge").events());
      EventStream.Received issued = stream.awaitType("alert.issued.v1");
      assertThat(issued.text("topic")).isEqualTo("dispatch.events");
      assertThat(issued.text("key")).isEqualTo(incident.alertId.toString());
      assertThat(issued.text("alertId")).isEqualTo(incident.alertId.toString());
      assertThat(issued.text("jurisdiction")).isEqualTo(VILLAGE);
      assertThat(issued.text("category")).isEqualTo("THEFT");
      assertThat(issued.data().path("version").asInt()).isEqualTo(1);
      assertThat(issued.data().at("/event/details/headline").asString()).isEqualTo("e-bike stolen");
      stream.awaitType("alert.clue-received.v1");
      assertThat(stream.types())
          .containsExactly("alert.issued.v1", "task.offered.v1", "alert.clue-received.v1");
    }
  }

  @Test
  void anAlertIsShownWithItsNumberAndAskedForByIt() {
    Incident meant = new Incident(VILLAGE).numbered(40_317);
    Incident other = new Incident(VILLAGE).numbered(40_318);
    Incident without = new Incident(VILLAGE);
    try (EventStream all = server.stream("/api/stream/events", cityOperator).awaitLive();
        EventStream one =
            server.stream("/api/stream/events?alertId=40317", cityOperator).awaitLive()) {
      bed.publish(without.issued().events());
      bed.publish(other.issued().events());
      bed.publish(meant.issued().offered(UUID.randomUUID(), "t-1").events());
      EventStream.Received offered = one.awaitType("task.offered.v1");
      assertThat(offered.data().path("number").asInt()).isEqualTo(40_317);
      assertThat(one.listReceived())
          .allMatch(event -> event.text("alertId").equals(meant.alertId.toString()));
      assertThat(
              all.awaitEvent(event -> event.text("alertId").equals(without.alertId.toString()))
                  .data()
                  .has("number"))
          .isFalse();
    }
  }

  @Test
  void anExerciseSaysSoInEveryFrameAndACallForHelpIsSeen() {
    Incident incident = new Incident(VILLAGE).asAnExercise();
    UUID task = UUID.randomUUID();
    try (EventStream stream = server.stream(path(incident), cityOperator).awaitLive()) {
      bed.publish(
          incident
              .issued()
              .offered(task, "t-1")
              .acknowledged(task, "t-1", "v-1")
              .helpAsked(task, "t-1", "v-1")
              .events());
      EventStream.Received help = stream.awaitType("task.help-asked.v1");
      assertThat(help.data().at("/event/kind").asString()).isEqualTo("DANGER");
      assertThat(stream.listReceived())
          .hasSize(4)
          .allMatch(event -> event.data().path("exercise").asBoolean());
    }
  }

  @Test
  void whatSomebodyMustActOnIsMarkedAsAnAlarm() {
    Incident incident = new Incident(VILLAGE);
    UUID task = UUID.randomUUID();
    try (EventStream stream = server.stream(path(incident), cityOperator).awaitLive()) {
      bed.publish(
          incident
              .issued()
              .offered(task, "t-1")
              .escalated()
              .toldAgain()
              .accepted()
              .acknowledged(task, "t-1", "v-1")
              .message("north gate", task, "t-1")
              .reminded(task, "t-1")
              .helpAsked(task, "t-1", "v-1")
              .helpInHand(task, "t-1")
              .events());
      stream.awaitType("task.help-acknowledged.v1");
      assertThat(
              stream.listReceived().stream()
                  .filter(event -> event.data().path("alarm").asBoolean(false))
                  .map(event -> event.text("type")))
          .containsExactly(
              "alert.escalated.v1", "alert.escalation-told-again.v1", "task.help-asked.v1");
      assertThat(stream.awaitType("alert.message-sent.v1").data().at("/event/text").asString())
          .isEqualTo("north gate");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"&type=task.&type=alert.resolved.v1", "&type=task.,alert.resolved.v1"})
  void typesAreChosenByNameOrBeginning(String types) {
    Incident incident = new Incident(VILLAGE);
    UUID task = UUID.randomUUID();
    try (EventStream stream = server.stream(path(incident) + types, cityOperator).awaitLive()) {
      bed.publish(
          incident.issued().offered(task, "t-1").updated("news").covered(1).resolved().events());
      stream.awaitType("alert.resolved.v1");
      assertThat(stream.types()).containsExactly("task.offered.v1", "alert.resolved.v1");
    }
  }

  @Test
  void aJurisdictionStandsForItselfAndAllBelow() {
    Incident here = new Incident(VILLAGE);
    Incident elsewhere = new Incident(OTHER_COUNTY);
    try (EventStream town =
            server.stream("/api/stream/events?jurisdiction=320371003", cityOperator).awaitLive();
        EventStream everything = server.stream("/api/stream/events", cityOperator).awaitLive()) {
      bed.publish(elsewhere.issued().events());
      bed.publish(here.issued().events());
      everything.awaitEvent(event -> event.text("alertId").equals(elsewhere.alertId.toString()));
      everything.awaitEvent(event -> event.text("alertId").equals(here.alertId.toString()));
      town.awaitEvent(event -> event.text("alertId").equals(here.alertId.toString()));
      assertThat(town.listReceived())
          .noneMatch(event -> event.text("alertId").equals(elsewhere.alertId.toString()));
    }
  }

  @Test
  void nobodySeesAnythingOutsideTheOwnJurisdiction() {
    Incident elsewhere = new Incident(OTHER_COUNTY);
    Incident here = new Incident(VILLAGE);
    String countyOperator = bed.operatorToken("320371");
    try (EventStream stream = server.stream("/api/stream/events", countyOperator).awaitLive();
        EventStream asked = server.stream(path(elsewhere), countyOperator).awaitLive()) {
      bed.publish(elsewhere.issued().resolved().events());
      bed.publish(here.issued().events());
      stream.awaitEvent(event -> event.text("alertId").equals(here.alertId.toString()));
      assertThat(stream.listReceived())
          .noneMatch(event -> event.text("alertId").equals(elsewhere.alertId.toString()));
      assertThat(asked.listReceived()).isEmpty();
    }
    Answer answer = server.get("/api/stream/events?jurisdiction=320382", countyOperator);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("/problems/out-of-scope").contains("320382");
    assertThat(server.get("/api/stream/events?jurisdiction=32", countyOperator).status())
        .as("wider than the own scope")
        .isEqualTo(403);
  }

  @Test
  void anAccountWithoutAJurisdictionSeesNothing() {
    String token = bed.issuer().tokenWithClaims(Map.of("sub", "o-1", "roles", List.of("operator")));
    assertThat(server.get("/api/stream/events", token).status()).isEqualTo(403);
  }

  @Test
  void whatHasBeenIsReplayedFromATime() throws Exception {
    Incident before = new Incident(VILLAGE);
    Incident after = new Incident(VILLAGE);
    bed.publish(before.issued().events());
    Thread.sleep(5); // Kafka's times have milliseconds.
    Instant from = Instant.now();
    bed.publish(after.issued().updated("news").events());
    try (EventStream stream = server.stream("/api/stream/events?from=" + from, cityOperator)) {
      stream.awaitLive();
      stream.awaitEvent(
          event ->
              event.type().equals("alert.updated.v1")
                  && event.text("alertId").equals(after.alertId.toString()));
      assertThat(stream.listReceived())
          .noneMatch(event -> event.text("alertId").equals(before.alertId.toString()));
    }
  }

  @Test
  void betweenReplayAndLiveThereIsNoGapAndNoRepetition() throws Exception {
    Instant from = Instant.now();
    Incident incident = new Incident(VILLAGE);
    bed.publish(incident.issued().events());
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 1; i <= 300; i++) {
                    bed.publish(incident.updated("news " + i).events());
                  }
                });
    List<EventStream> streams = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String token = bed.issuer().token("seam-" + i, java.util.Set.of("operator"), "3203");
      streams.add(server.stream(path(incident) + "&from=" + from, token));
      Thread.sleep(20);
    }
    writer.join();
    for (EventStream stream : streams) {
      List<EventStream.Received> all = stream.awaitCount(301);
      assertThat(all)
          .extracting(event -> event.data().path("version").asInt())
          .containsExactlyElementsOf(
              java.util.stream.IntStream.rangeClosed(1, 301).boxed().toList());
      stream.close();
    }
  }

  @Test
  void theLastEventIdWinsOverFrom() {
    Instant from = Instant.now();
    Incident incident = new Incident(VILLAGE);
    bed.publish(incident.issued().updated("one").events());
    String position;
    try (EventStream stream = server.stream(path(incident) + "&from=" + from, cityOperator)) {
      position = stream.awaitType("alert.updated.v1").id();
    }
    bed.publish(incident.updated("two").events());
    try (EventStream stream =
        server.stream(path(incident) + "&from=" + from, cityOperator, position)) {
      assertThat(
              stream.awaitType("alert.updated.v1").data().at("/event/details/headline").asString())
          .isEqualTo("two");
      assertThat(stream.types()).containsExactly("alert.updated.v1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from",
    "from=2022-03-12T08:00:00, from",
    "from=%2B1000000000-01-01T00:00:00Z, from",
    "from=-1000000000-01-01T00:00:00Z, from",
    "from=1969-12-31T23:59:59.999Z, from",
    "from=2200-01-01T00:00:00.001Z, from",
    "from=2022-03-12T08:00:00Z&from=2022-03-12T08:00:00Z, from",
    "alertId=c0ffee00-0000-7000-8000-000000000000&alertId=c0ffee00-0000-7000-8000-000000000000, alertId",
    "jurisdiction=abc, jurisdiction",
    "jurisdiction=320, jurisdiction",
    "jurisdiction=3203&jurisdiction=3204, jurisdiction",
    "alertId=42, alertId",
    "alertId=9999, alertId",
    "alertId=100000000, alertId",
    "alertId=012345, alertId",
    "alertId=1-1-1-1-1, alertId",
    "type=Task%20Offered, type",
    "type=..%2F..%2Fetc, type",
    "type=nonsense, type",
    "type=task.offered.v9, type",
    "type=task.offered.v1.x, type",
    "type=, type",
    "alertId=, alertId",
    "jurisdiction=, jurisdiction",
    "from=, from",
    "'type=task.,nonsense', type",
    "'type=task.,', type",
    "lastEventId=not-a-position, lastEventId",
    "lastEventId=0.0.0, lastEventId",
    "lastEventId=0.0.0.0.0.0.0.0.0.0.0.-1, lastEventId",
    "lastEventId=0.0.0.0.0.0.0.0.0.0.0.zzzzzzzzzzzzz, lastEventId",
  })
  void aMalformedParameterIsNamed(String query, String field) {
    Answer answer = server.get("/api/stream/events?" + query, cityOperator);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("\"field\":\"" + field + "\"")
        .contains("\"type\":\"/problems/validation\"");
  }

  /** Beyond the log's end it is of another log, before its beginning it is old; both begin. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0.0.0.0.0.0.0.0.0",
        "zzzzzz.0.0.0.0.0.0.0.0.0.0.0",
        "1y2p0ij32e8e7.0.0.0.0.0.0.0.0.0.0.0",
        "1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7"
            + ".1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7.1y2p0ij32e8e7",
      })
  void aPositionWithImpossibleOffsetsStillComesToLive(String position) {
    Incident incident = new Incident(VILLAGE);
    try (EventStream stream = server.stream(path(incident), cityOperator, position)) {
      stream.awaitLive();
      bed.publish(incident.issued().events());
      assertThat(stream.awaitType("alert.issued.v1").id()).isNotNull();
      assertThat(stream.ended()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2200-01-01T00:00:00Z"})
  void bothEndsOfTheRangeOfTimesAreInside(String from) {
    try (EventStream stream =
        server.stream(path(new Incident(VILLAGE)) + "&from=" + from, cityOperator)) {
      stream.awaitLive();
    }
  }

  @Test
  void whoAsksForATypeThatThereIsNotIsToldWhichThereAre() {
    assertThat(server.get("/api/stream/events?type=nonsense", cityOperator).body())
        .contains("alert.issued.v1, ", ", alert.snapshot.v1, ", ", task.withdrawn.v2");
  }

  @Test
  void moreThanTwentyTypesAreRefused() {
    String twenty = "type=task.".repeat(20).replace(".t", ".&t");
    try (EventStream stream = server.stream("/api/stream/events?" + twenty, cityOperator)) {
      stream.awaitLive();
    }
    assertThat(server.get("/api/stream/events?" + twenty + "&type=alert.", cityOperator).status())
        .isEqualTo(400);
    assertThat(server.get("/api/stream/events?" + twenty + ",alert.", cityOperator).status())
        .isEqualTo(400);
  }

  @Test
  void aMalformedLastEventIdHeaderIsRefused() {
    for (String path : List.of("/api/stream/events", "/api/stream/me")) {
      String token = path.endsWith("me") ? bed.volunteerToken("v-1") : cityOperator;
      Answer answer = server.get(path, token, "Last-Event-ID", "yesterday");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"field\":\"Last-Event-ID\"");
    }
  }

  private static String path(Incident incident) {
    return "/api/stream/events?alertId=" + incident.alertId;
  }
}
