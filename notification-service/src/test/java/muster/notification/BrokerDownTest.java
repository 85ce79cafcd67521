package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import muster.notification.roster.Roster;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;

@OnBothKinds
class BrokerDownTest {
  private static final String VILLAGE = "320371003209";

  @Test
  void whileTheBrokerIsAwayReceiptsAreRefusedInTimeAndEverythingComesBackWithIt() {
    TestBed bed = TestBed.ownOne();
    try (RunningServer server = bed.startServer("muster.kafka.send-timeout", "1500ms")) {
      String team = Names.team();
      String volunteer = Names.volunteer();
      String token = bed.volunteerToken(volunteer);
      UUID task = UUID.randomUUID();
      bed.publish(List.of(Incident.team(team, 1, volunteer), Incident.duty(volunteer, 1, true)));
      await().until(() -> !server.bean(Roster.class).listOnDuty(team).isEmpty());
      Incident incident = new Incident(VILLAGE);
      try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
        bed.publish(incident.issued().offered(task, team).events());
        stream.awaitType("task.offered.v1");
        String receipt = "{\"taskId\":\"%s\",\"status\":\"CONFIRMED\"}".formatted(task);

        bed.broker().kill();
        long asked = System.nanoTime();
        Answer refused = server.post("/api/receipts", token, receipt);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type"))
            .contains("application/problem+json");
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));

        nothingElseWaits(server, token, receipt);
        assertThat(stream.ended()).isFalse();

        bed.broker().restart();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> server.post("/api/receipts", token, receipt).status() == 204);
        bed.publish(incident.covered(1).events());
        stream.awaitType("alert.covered.v1");
        assertThat(stream.types()).containsExactly("task.offered.v1", "alert.covered.v1");
      }
      UUID second = UUID.randomUUID();
      bed.publish(incident.offered(second, team).events());
      assertThat(
              bed.awaitRecords(
                  "notification.receipts", 1, record -> second.toString().equals(record.key())))
          .as("receipts that follow from events")
          .isNotEmpty();
    } finally {
      bed.close();
    }
  }

  /** Many receipts that wait for the broker hold up nobody who does not need it. */
  private static void nothingElseWaits(RunningServer server, String token, String receipt) {
    List<Thread> waiting =
        java.util.stream.IntStream.range(0, 30)
            .mapToObj(
                i -> Thread.ofVirtual().start(() -> server.post("/api/receipts", token, receipt)))
            .toList();
    long asked = System.nanoTime();
    assertThat(server.get("/health", null).status()).isEqualTo(200);
    try (EventStream another = server.stream("/api/stream/me", token)) {
      another.awaitLive();
      assertThat(another.types()).containsExactly("task.offered.v1");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
    waiting.forEach(
        thread -> {
          try {
            thread.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
