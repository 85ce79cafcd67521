package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who sits at which desk and looks at what, on all instances and on the streams of colleagues. */
@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DesksApiTest implements TestPropertyProvider {
  private final TestBed bed = TestBed.shared();
  @Inject EmbeddedServer embedded;
  private RunningServer server;
  private HttpApi http;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties(
        "muster.desks.silence", "4s",
        "muster.desks.restated", "1s",
        "muster.desks.per-account", "3",
        "muster.stream.max-streams-per-account", "20");
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
    http = new HttpApi(server.port());
  }

  private String token(String account, String jurisdiction) {
    return bed.issuer()
        .tokenWithClaims(
            Map.of(
                "sub",
                account,
                "name",
                "Name of " + account,
                "roles",
                List.of("dispatcher"),
                "jurisdiction",
                jurisdiction));
  }

  private static String account() {
    return "desk-" + UUID.randomUUID();
  }

  private static String body(@Nullable UUID alertId, boolean sound, int high) {
    return "{%s\"sound\":%s,\"alarms\":{\"high\":%d,\"medium\":3,\"low\":12}}"
        .formatted(alertId == null ? "" : "\"alertId\":\"" + alertId + "\",", sound, high);
  }

  private Answer put(UUID desk, String token, String body) {
    return http.put("/api/desks/" + desk, token, body);
  }

  private Answer delete(UUID desk, String token) {
    return http.delete("/api/desks/" + desk, token);
  }

  private static Predicate<EventStream.Received> of(UUID desk, String type) {
    return frame -> frame.type().equals(type) && frame.text("key").equals(desk.toString());
  }

  private static List<EventStream.Received> of(UUID desk, EventStream stream) {
    return stream.listReceived().stream()
        .filter(frame -> frame.text("key").equals(desk.toString()))
        .toList();
  }

  private @Nullable JsonNode listed(HttpApi api, UUID desk, String token) {
    Answer page = api.get("/api/desks?limit=200", token);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    for (JsonNode row : page.json().path("items")) {
      if (row.path("deskId").asString().equals(desk.toString())) {
        return row;
      }
    }
    return null;
  }

  @Test
  void whatADeskLooksAtIsInTheListAndOnTheStreamsOfItsScope() {
    String account = account();
    String zhang = token(account, "320371");
    UUID desk = UUID.randomUUID();
    UUID alert = UUID.randomUUID();
    try (EventStream above = server.stream("/api/stream/events", token(account(), "3203"));
        EventStream beside = server.stream("/api/stream/events", token(account(), "320382"))) {
      above.awaitLive();
      beside.awaitLive();
      assertThat(put(desk, zhang, body(alert, true, 1)).status()).isEqualTo(204);
      JsonNode row = Objects.requireNonNull(listed(http, desk, zhang));
      assertThat(row.path("account").asString()).isEqualTo(account);
      assertThat(row.path("name").asString()).isEqualTo("Name of " + account);
      assertThat(row.path("jurisdiction").asString()).isEqualTo("320371");
      assertThat(row.path("alertId").asString()).isEqualTo(alert.toString());
      assertThat(row.has("reportId")).isFalse();
      assertThat(row.path("sound").asBoolean()).isTrue();
      assertThat(row.path("alarms").toString()).isEqualTo("{\"high\":1,\"medium\":3,\"low\":12}");

      EventStream.Received changed = above.awaitEvent(of(desk, "desk.changed.v1"));
      assertThat(changed.text("topic")).isEqualTo("notification.desks");
      assertThat(changed.text("jurisdiction")).isEqualTo("320371");
      assertThat(changed.data().has("version")).isFalse();
      assertThat(changed.data().has("alertId")).as("it is of a desk").isFalse();
      assertThat(changed.data().at("/event/alertId").asString()).isEqualTo(alert.toString());

      assertThat(delete(desk, zhang).status()).isEqualTo(204);
      above.awaitEvent(of(desk, "desk.gone.v1"));
      assertThat(listed(http, desk, zhang)).isNull();
      assertThat(delete(desk, zhang).status()).as("it is gone already").isEqualTo(204);
      assertThat(of(desk, beside)).isEmpty();
    }
  }

  @Test
  void aHeartbeatWakesNobodyAndAFrameOfADeskMovesNoPosition() throws Exception {
    String zhang = token(account(), "320371");
    UUID desk = UUID.randomUUID();
    try (EventStream stream = server.stream("/api/stream/events", token(account(), "3203"))) {
      stream.awaitLive();
      String before = stream.lastEventId();
      put(desk, zhang, body(null, true, 0));
      stream.awaitEvent(of(desk, "desk.changed.v1"));
      assertThat(stream.lastEventId()).isEqualTo(before);
      // Written again, for it is not said so soon; and told to nobody.
      Thread.sleep(1_100);
      assertThat(put(desk, zhang, body(null, true, 0)).status()).isEqualTo(204);
      assertThat(put(desk, zhang, body(null, false, 0)).status()).isEqualTo(204);
      stream.awaitEvent(
          frame ->
              of(desk, "desk.changed.v1").test(frame)
                  && !frame.data().at("/event/sound").asBoolean());
      assertThat(of(desk, stream)).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "topic=dispatch.events, false",
    "'topic=report.events,volunteer.events', false",
    "type=alert., false",
    "alertId=40317, false",
    "jurisdiction=320382, false",
    "'topic=notification.desks', true",
    "'topic=report.events,notification.desks', true",
    "type=desk., true",
    "type=desk.changed.v1, true",
    "jurisdiction=320371, true"
  })
  void whoAsksForOtherThingsIsNotTold(String query, boolean told) {
    String zhang = token(account(), "320371");
    UUID desk = UUID.randomUUID();
    String city = token(account(), "3203");
    try (EventStream all = server.stream("/api/stream/events", city).awaitLive();
        EventStream filtered = server.stream("/api/stream/events?" + query, city).awaitLive()) {
      put(desk, zhang, body(null, true, 0));
      all.awaitEvent(of(desk, "desk.changed.v1"));
      if (told) {
        filtered.awaitEvent(of(desk, "desk.changed.v1"));
      } else {
        delete(desk, zhang);
        all.awaitEvent(of(desk, "desk.gone.v1"));
        assertThat(filtered.listReceived()).isEmpty();
      }
    }
  }

  @Test
  void aStreamOfDesksAloneIsToldOfNothingElse() {
    String city = token(account(), "3203");
    Desk.Report report = new Desk.Report("320371003209");
    UUID desk = UUID.randomUUID();
    try (EventStream all = server.stream("/api/stream/events", city).awaitLive();
        EventStream desks =
            server.stream("/api/stream/events?topic=notification.desks", city).awaitLive()) {
      bed.publish(List.of(report.submitted("smoke")));
      all.awaitType("report.submitted.v1");
      put(desk, city, body(null, true, 0));
      desks.awaitEvent(of(desk, "desk.changed.v1"));
      assertThat(desks.types()).allMatch(type -> type.startsWith("desk."));
    }
  }

  @Test
  void aDeskThatFallsSilentIsGoneOnAllInstances() {
    String zhang = token(account(), "320371");
    UUID desk = UUID.randomUUID();
    try (RunningServer second =
            bed.startServer("muster.desks.silence", "4s", "muster.desks.restated", "1s")
                .awaitReady();
        EventStream here = server.stream("/api/stream/events", token(account(), "3203"));
        EventStream there = second.stream("/api/stream/events", token(account(), "3203"))) {
      here.awaitLive();
      there.awaitLive();
      put(desk, zhang, body(null, true, 0));
      EventStream.Received changed = here.awaitEvent(of(desk, "desk.changed.v1"));
      assertThat(there.awaitEvent(of(desk, "desk.changed.v1")).text("eventId"))
          .isEqualTo(changed.text("eventId"));
      assertThat(listed(new HttpApi(second.port()), desk, zhang)).isNotNull();
      EventStream.Received gone = here.awaitEvent(of(desk, "desk.gone.v1"));
      assertThat(there.awaitEvent(of(desk, "desk.gone.v1")).text("eventId"))
          .isEqualTo(gone.text("eventId"));
      assertThat(Duration.ofNanos(gone.atNanos() - changed.atNanos()))
          .isBetween(Duration.ofMillis(3_500), Duration.ofSeconds(15));
      assertThat(listed(http, desk, zhang)).isNull();
    }
  }

  /** It reads what was said before it began, and not what is of desks that are gone. */
  @Test
  void anInstanceThatStartsKnowsTheDesksThatAreThere() {
    String zhang = token(account(), "320371");
    UUID gone = UUID.randomUUID();
    UUID desk = UUID.randomUUID();
    put(gone, zhang, body(null, true, 0));
    delete(gone, zhang);
    put(desk, zhang, body(null, true, 0));
    try (RunningServer second = bed.startServer().awaitReady()) {
      HttpApi api = new HttpApi(second.port());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> api.get("/api/desks", zhang).status() == 200);
      assertThat(listed(api, desk, zhang)).isNotNull();
      assertThat(listed(api, gone, zhang)).isNull();
    }
  }

  @Test
  void anAccountMayHaveThreeDesksAndIsToldOfTheLimitAtTheFourth() {
    String zhang = token(account(), "320371");
    List<UUID> own = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UUID desk = UUID.randomUUID();
      own.add(desk);
      assertThat(put(desk, zhang, body(null, true, 0)).status()).isEqualTo(204);
    }
    Answer refused = put(UUID.randomUUID(), zhang, body(null, true, 0));
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.text("reason")).isEqualTo("TOO_MANY_DESKS");
    delete(own.getFirst(), zhang);
    assertThat(put(UUID.randomUUID(), zhang, body(null, true, 0)).status()).isEqualTo(204);
  }

  @Test
  void theDeskOfAnotherAccountIsNeitherTakenNorClosed() {
    String zhang = token(account(), "320371");
    String li = token(account(), "320371");
    UUID desk = UUID.randomUUID();
    put(desk, zhang, body(null, true, 0));
    Answer taken = put(desk, li, body(null, true, 0));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("reason")).isEqualTo("DESK_OF_ANOTHER");
    Answer closed = delete(desk, li);
    assertThat(closed.status()).isEqualTo(404);
    assertThat(closed.text("detail")).isEqualTo("There is no such desk.");
    assertThat(listed(http, desk, zhang)).isNotNull();
    delete(desk, zhang);
    assertThat(put(desk, li, body(null, true, 0)).status()).isEqualTo(204);
  }

  @Test
  void twoDesksThatLookAtOneAlertAtOnceAreBothSeen() throws Exception {
    UUID alert = UUID.randomUUID();
    List<String> tokens = List.of(token(account(), "320371"), token(account(), "320371"));
    List<UUID> both = List.of(UUID.randomUUID(), UUID.randomUUID());
    CountDownLatch start = new CountDownLatch(1);
    try (EventStream stream = server.stream("/api/stream/events", token(account(), "3203"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stream.awaitLive();
      List<Future<Answer>> answers =
          Stream.of(0, 1)
              .map(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return put(both.get(i), tokens.get(i), body(alert, true, 0));
                          }))
              .toList();
      start.countDown();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(204);
      }
      for (UUID desk : both) {
        assertThat(
                stream
                    .awaitEvent(of(desk, "desk.changed.v1"))
                    .data()
                    .at("/event/alertId")
                    .asString())
            .isEqualTo(alert.toString());
        assertThat(listed(http, desk, tokens.getFirst())).isNotNull();
      }
    }
  }

  @Test
  void listsComePageByPage() {
    String zhang = token(account(), "320371");
    for (int i = 0; i < 3; i++) {
      put(UUID.randomUUID(), zhang, body(null, true, i));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = http.get("/api/desks?limit=2" + cursor, zhang).json();
      assertThat(page.path("items").size()).isBetween(1, 2);
      page.path("items").forEach(row -> seen.add(row.path("deskId").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | sound",
        "{\"sound\":true} | alarms",
        "{\"sound\":\"yes\",\"alarms\":{\"high\":0,\"medium\":0,\"low\":0}} | sound",
        "{\"sound\":true,\"alarms\":[]} | alarms",
        "{\"sound\":true,\"alarms\":{\"high\":0,\"medium\":0}} | alarms.low",
        "{\"sound\":true,\"alarms\":{\"high\":-1,\"medium\":0,\"low\":0}} | alarms.high",
        "{\"sound\":true,\"alarms\":{\"high\":100001,\"medium\":0,\"low\":0}} | alarms.high",
        "{\"sound\":true,\"alarms\":{\"high\":0.5,\"medium\":0,\"low\":0}} | alarms.high",
        "{\"sound\":true,\"alarms\":{\"high\":0,\"medium\":0,\"low\":0,\"x\":1}} | alarms.x",
        "{\"sound\":true,\"alertId\":\"40317\",\"alarms\":{\"high\":0,\"medium\":0,\"low\":0}} | alertId",
        "{\"sound\":true,\"reportId\":7,\"alarms\":{\"high\":0,\"medium\":0,\"low\":0}} | reportId",
        "{\"sound\":true,\"name\":\"x\",\"alarms\":{\"high\":0,\"medium\":0,\"low\":0}} | name"
      })
  void whatADeskCannotSayIsRefusedAndNamed(String body, String field) {
    String zhang = token(account(), "320371");
    UUID desk = UUID.randomUUID();
    Answer refused = put(desk, zhang, body);
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.problemFields()).containsExactly(field);
    assertThat(listed(http, desk, zhang)).isNull();
  }

  @Test
  void theMostAlarmsThereCanBeAreTakenAndAnIdThatIsNoneIsNot() {
    String zhang = token(account(), "320371");
    assertThat(put(UUID.randomUUID(), zhang, body(null, true, 100_000)).status()).isEqualTo(204);
    for (String id : List.of("x", "1-1-1-1-1", UUID.randomUUID() + "0")) {
      Answer refused = http.put("/api/desks/" + id, zhang, body(null, true, 0));
      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.problemFields()).containsExactly("deskId");
    }
  }

  @Test
  void anUnreadableRecordHoldsNothingUp() {
    String zhang = token(account(), "320371");
    UUID desk = UUID.randomUUID();
    bed.publish(new ProducerRecord<>("notification.desks", desk.toString(), new byte[] {7}));
    assertThat(put(desk, zhang, body(null, true, 0)).status()).isEqualTo(204);
    assertThat(listed(http, desk, zhang)).isNotNull();
    assertThat(bed.awaitRecords("notification.desks.dlt", 1, r -> desk.toString().equals(r.key())))
        .hasSize(1);
  }
}
