package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import muster.notification.roster.Roster;
import muster.testbed.OnBothKinds;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@OnBothKinds
class RestartTest {
  private static final String VILLAGE = "320371003209";

  private final TestBed bed = TestBed.shared();
  private final String team = Names.team();
  private final String volunteer = Names.volunteer();
  private final String token = bed.volunteerToken(volunteer);
  private final UUID task = UUID.randomUUID();
  private final Incident incident = new Incident(VILLAGE);

  @Test
  void aStreamResumesOnAnotherInstanceEvenWithEventsThatNoMemoryHolds() {
    bed.publish(List.of(Incident.team(team, 1, volunteer)));
    String position;
    try (RunningServer first = bed.startServer()) {
      Awaitility.await().until(() -> !first.bean(Roster.class).teamsOf(volunteer).isEmpty());
      EventStream stream = first.stream("/api/stream/me", token).awaitLive();
      bed.publish(incident.issued().offered(task, team).events());
      position = stream.awaitType("task.offered.v1").id();
      bed.publish(incident.updated("one").events());
      stream.awaitType("alert.updated.v1");

      first.close();
      // AddressedEvent when to come back, and ended in good order.
      stream.awaitEnd();
      assertThat(stream.comments()).contains("going-away");
      assertThat(stream.retryMillis()).isBetween(1_000L, 3_000L);
    }
    bed.publish(incident.updated("two").events());
    // Others' events push everything else out of this instance's memory of three.
    for (int i = 0; i < 40; i++) {
      bed.publish(new Incident(VILLAGE).issued().events());
    }
    try (RunningServer second = bed.startServer("muster.stream.history-events", "3")) {
      try (EventStream stream = second.stream("/api/stream/me", token, position)) {
        bed.publish(incident.updated("three").events());
        List<EventStream.Received> all = stream.awaitCount(4);
        assertThat(all.getFirst().type()).as("what is open").isEqualTo("task.offered.v1");
        assertThat(all.subList(1, 4))
            .extracting(event -> event.data().at("/alert/details/headline").asString())
            .containsExactly("one", "two", "three");
        assertThat(all.subList(1, 4))
            .allSatisfy(
                event -> {
                  assertThat(event.text("taskId")).isEqualTo(task.toString());
                  assertThat(event.id()).isNotNull();
                });
      }
      anOperatorReplaysTheWholeAlert(second);
      aPositionOfAnotherLogBeginsAnew(second);
    }
  }

  private void anOperatorReplaysTheWholeAlert(RunningServer server) {
    try (EventStream stream =
        server.stream(
            "/api/stream/events?from=2020-01-01T00:00:00Z&alertId=" + incident.alertId,
            bed.operatorToken("3203"))) {
      assertThat(stream.awaitCount(5))
          .extracting(event -> event.data().path("version").asInt())
          .containsExactly(1, 2, 3, 4, 5);
      bed.publish(incident.resolved().events());
      stream.awaitType("alert.resolved.v1");
      assertThat(stream.listReceived()).hasSize(6);
    }
  }

  private void aPositionOfAnotherLogBeginsAnew(RunningServer server) {
    Incident fresh = new Incident(VILLAGE);
    UUID freshTask = UUID.randomUUID();
    bed.publish(fresh.issued().offered(freshTask, team).events());
    String beyond = "zzzzzz" + ".zzzzzz".repeat(11);
    Awaitility.await()
        .untilAsserted(
            () -> {
              try (EventStream stream =
                  server.stream("/api/stream/me", token, beyond).awaitLive()) {
                assertThat(stream.lastEventId()).isNotEqualTo(beyond);
                assertThat(stream.types()).containsExactly("task.offered.v1");
              }
            });
  }
}
