package muster.report;

import static muster.report.Requests.ANSWER;
import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import muster.contracts.EventEnvelope;
import muster.contracts.place.GeoPoint;
import muster.contracts.report.ReportEvent;
import muster.contracts.report.ReportEvent.ReportAnswered;
import muster.contracts.report.ReportEvent.ReportClaimEnded;
import muster.contracts.report.ReportEvent.ReportClaimed;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is about to decide on a report is seen by others, and keeps nobody from deciding. */
@OnRealServers
class ClaimTest {
  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;
  private final String chen = desk("chen", "陈静");
  private final String wang = desk("wang", "王强");

  private String desk(String account, String name) {
    return service.issuer.tokenWithClaims(
        Map.of(
            "sub", account, "name", name, "roles", List.of("officer"), "jurisdiction", "320371"));
  }

  @Test
  void aClaimIsSeenByTheOtherDeskInTheRowAndInTheList() {
    String id = service.submit(service.villager(), BIKE);
    assertThat(row(id, wang).json().has("claim")).isFalse();

    Instant before = Instant.now();
    Answer claimed = claim(id, chen, null);
    assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
    assertThat(claimed.text("account")).isEqualTo("chen");
    assertThat(claimed.text("name")).isEqualTo("陈静");
    assertThat(Duration.between(before, Instant.parse(claimed.text("until"))))
        .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(75));
    assertThat(row(id, wang).json().path("claim")).isEqualTo(claimed.json());
    assertThat(listed(id, wang)).isEqualTo(claimed.json().toString());

    assertThat(row(id, service.villager()).json().has("claim")).as("not for reporters").isFalse();
    assertThat(row(id, service.operator()).json().has("claim")).isTrue();
  }

  @Test
  void whoHasClaimedItStaysAtItAndNoEventTellsOfThat() {
    String id = service.submit(service.villager(), BIKE);
    Answer first = claim(id, chen, null);
    Answer again = claim(id, chen, "{\"takeOver\":true}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("since")).isEqualTo(first.text("since"));
    assertThat(Instant.parse(again.text("until"))).isAfter(Instant.parse(first.text("until")));
    assertThat(row(id, chen).json().path("version").asLong()).isEqualTo(2);
    assertThat(service.awaitEvents(UUID.fromString(id), 2)).hasSize(2);
  }

  @Test
  void anotherDeskIsToldWhoseItIsAndMayTakeItOver() {
    String id = service.submit(service.villager(), BIKE);
    Answer first = claim(id, chen, null);
    for (@Nullable String body : new @Nullable String[] {null, "{}", "{\"takeOver\":false}"}) {
      Answer refused = claim(id, wang, body);
      assertThat(refused.status()).as(refused.body()).isEqualTo(409);
      assertThat(refused.text("type")).isEqualTo("/problems/conflict");
      assertThat(refused.text("reason")).isEqualTo("CLAIMED");
      assertThat(refused.text("account")).isEqualTo("chen");
      assertThat(refused.text("name")).isEqualTo("陈静");
      assertThat(refused.text("since")).isEqualTo(first.text("since"));
    }
    Answer taken = claim(id, wang, "{\"takeOver\":true}");
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(taken.text("name")).isEqualTo("王强");
    assertThat(claim(id, chen, null).text("account")).isEqualTo("wang");
    assertThat(events(id, 3).getLast())
        .isInstanceOfSatisfying(
            ReportClaimed.class,
            claimed -> {
              assertThat(claimed.by()).isEqualTo("wang");
              assertThat(claimed.from()).isEqualTo("chen");
              assertThat(claimed.reportJurisdiction()).hasToString(RunningService.XIZHU);
            });
  }

  @Test
  void whatIsLetGoMayBeClaimedByTheNextAndOnlyByItsOwnDeskIsItLetGo() {
    String id = service.submit(service.villager(), BIKE);
    claim(id, chen, null);
    assertThat(release(id, wang).status()).isEqualTo(204);
    assertThat(row(id, chen).json().path("claim").path("account").asString()).isEqualTo("chen");
    for (int i = 0; i < 2; i++) {
      Answer released = release(id, chen);
      assertThat(released.status()).as(released.body()).isEqualTo(204);
      assertThat(row(id, chen).json().has("claim")).isFalse();
    }
    assertThat(claim(id, wang, null).status()).isEqualTo(200);
    assertThat(events(id, 4).get(2))
        .isInstanceOfSatisfying(
            ReportClaimEnded.class,
            ended -> {
              assertThat(ended.by()).isEqualTo("chen");
              assertThat(ended.lapsed()).isFalse();
            });
  }

  /** No locks: whoever decides has decided, and the other learns of it as ever. */
  @Test
  void anotherDeskMayDecideWhichEndsTheClaim() {
    String id = service.submit(service.villager(), BIKE);
    claim(id, chen, null);
    Answer decided = http.post(triage(id), wang, ANSWER);
    assertThat(decided.status()).as(decided.body()).isEqualTo(200);
    assertThat(decided.json().has("claim")).isFalse();
    Answer late = claim(id, chen, null);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("type")).isEqualTo("/problems/already-triaged");
    assertThat(http.post(triage(id), chen, ANSWER.replace("towed", "found")).text("type"))
        .isEqualTo("/problems/already-triaged");
    List<ReportEvent> events = events(id, 4);
    assertThat(events.get(2)).isInstanceOf(ReportClaimEnded.class);
    assertThat(events.get(3)).isInstanceOf(ReportAnswered.class);
    assertThat(release(id, chen).status()).isEqualTo(204);
  }

  @Test
  void ofTwoDesksThatClaimItAtOnceOneHasItAndTheOtherIsToldWho() throws Exception {
    for (int round = 0; round < 5; round++) {
      String id = service.submit(service.villager(), BIKE);
      CountDownLatch start = new CountDownLatch(1);
      List<Answer> answers;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Answer>> both =
            Stream.of(chen, wang)
                .map(
                    desk ->
                        threads.submit(
                            () -> {
                              start.await();
                              return claim(id, desk, null);
                            }))
                .toList();
        start.countDown();
        answers = List.of(both.get(0).get(), both.get(1).get());
      }
      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
      String winner = answers.get(answers.get(0).status() == 200 ? 0 : 1).text("account");
      assertThat(answers).extracting(answer -> answer.text("account")).containsOnly(winner);
      assertThat(row(id, chen).json().path("claim").path("account").asString()).isEqualTo(winner);
    }
  }

  @Test
  void aClaimWithoutActivityLapsesByItselfAndItsEventSaysSo() {
    try (var instance = service.start("--muster.report.claim-lasts=1s")) {
      HttpApi api = RunningService.apiOf(instance);
      String id = service.submit(service.villager(), BIKE);
      String path = REPORTS + "/" + id + "/claim";
      assertThat(api.post(path, chen, null).status()).isEqualTo(200);
      await().atMost(Duration.ofSeconds(30)).until(() -> !row(id, wang).json().has("claim"));
      assertThat(events(id, 3).getLast())
          .isInstanceOfSatisfying(
              ReportClaimEnded.class,
              ended -> {
                assertThat(ended.by()).isEqualTo("chen");
                assertThat(ended.lapsed()).isTrue();
              });
      assertThat(claim(id, wang, null).status()).isEqualTo(200);
      List<EventEnvelope<ReportEvent>> all = service.awaitEvents(UUID.fromString(id), 4);
      assertThat(all).extracting(EventEnvelope::version).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"takeOver\":\"maybe\"}", "{\"takeover\":true}", "[]", "{"})
  void aBodyThatSaysSomethingElseIsRefused(String body) {
    String id = service.submit(service.villager(), BIKE);
    assertThat(claim(id, chen, body).status()).isEqualTo(400);
    assertThat(row(id, chen).json().has("claim")).isFalse();
  }

  @Test
  void aClueNeedsNoDecisionAndTakesNoClaim() {
    String alert = UUID.randomUUID().toString();
    service.publish(
        Alerts.issued(UUID.fromString(alert), Alerts.newNumber(), new GeoPoint(34.2, 117.3)));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                http.post(
                            REPORTS,
                            service.villager(),
                            BIKE.replaceFirst("\\{", "{\"alertId\":\"" + alert + "\","))
                        .status()
                    == 201);
    String clue =
        service.submit(
            service.villager(), BIKE.replaceFirst("\\{", "{\"alertId\":\"" + alert + "\","));
    assertThat(claim(clue, chen, null).text("type")).isEqualTo("/problems/already-triaged");
  }

  private Answer claim(String id, String token, @Nullable String body) {
    return http.post(REPORTS + "/" + id + "/claim", token, body);
  }

  private Answer release(String id, String token) {
    return http.delete(REPORTS + "/" + id + "/claim", token);
  }

  private Answer row(String id, String token) {
    return http.get(REPORTS + "/" + id, token);
  }

  private String listed(String id, String token) {
    for (var row : http.get(REPORTS + "?limit=200", token).json().path("items")) {
      if (row.path("id").asString().equals(id)) {
        return row.path("claim").toString();
      }
    }
    throw new AssertionError("no row of " + id);
  }

  private List<ReportEvent> events(String id, int count) {
    return service.awaitEvents(UUID.fromString(id), count).stream()
        .<ReportEvent>map(EventEnvelope::event)
        .toList();
  }
}
