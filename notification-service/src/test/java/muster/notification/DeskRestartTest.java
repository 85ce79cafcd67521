package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import muster.contracts.Event;
import muster.contracts.EventEnvelope;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;

/** A desk goes on at another instance, with what no memory holds. */
@OnBothKinds
class DeskRestartTest {
  private static final String VILLAGE = "320371003209";

  private final TestBed bed = TestBed.shared();
  private final String token = bed.operatorToken(VILLAGE);

  @Test
  void afterARestartAllTopicsAreReplayedFromKafkaWhereMemoryDoesNotReach() {
    Desk.Report report = new Desk.Report(VILLAGE);
    Desk.Team team = new Desk.Team(VILLAGE);
    Incident incident = new Incident(VILLAGE);
    String position;
    try (RunningServer first = bed.startServer()) {
      EventStream stream = first.stream("/api/stream/events", token).awaitLive();
      bed.publish(List.of(report.submitted("smoke"), team.registered()));
      bed.publish(incident.issued().events());
      stream.awaitEvent(frame -> frame.text("key").equals(report.id.toString()));
      stream.awaitEvent(frame -> frame.text("key").equals(team.id));
      stream.awaitEvent(frame -> frame.text("key").equals(incident.alertId.toString()));
      first.close();
      stream.awaitEnd();
      assertThat(stream.comments()).contains("going-away");
      position = stream.lastEventId();
    }
    List<EventEnvelope<? extends Event>> missed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      missed.add(report.added("more " + i));
      missed.add(team.changed("team " + i));
    }
    bed.publish(missed);
    for (int i = 0; i < 20; i++) {
      bed.publish(incident.updated("news " + i).events());
    }
    try (RunningServer second =
        bed.startServer(
            "muster.stream.history-events", "3",
            "muster.stream.reports.history-events", "3",
            "muster.stream.registry.history-events", "1")) {
      try (EventStream stream = second.stream("/api/stream/events", token, position)) {
        bed.publish(List.of(report.answered("live")));
        stream.awaitEvent(frame -> isOf(frame, report.id.toString(), 22));
        stream.awaitEvent(frame -> isOf(frame, team.id, 21));
        stream.awaitEvent(frame -> isOf(frame, incident.alertId.toString(), 21));
        assertThat(versions(stream, report.id.toString()))
            .containsExactlyElementsOf(IntStream.rangeClosed(2, 22).boxed().toList());
        assertThat(versions(stream, team.id))
            .containsExactlyElementsOf(IntStream.rangeClosed(2, 21).boxed().toList());
        assertThat(versions(stream, incident.alertId.toString()))
            .containsExactlyElementsOf(IntStream.rangeClosed(2, 21).boxed().toList());
      }
      // A position that is older than all that is kept begins where the topics do.
      String start = "0" + ".0".repeat(11);
      try (EventStream stream =
          second.stream("/api/stream/events", token, start + "~" + start + "~" + start)) {
        stream.awaitEvent(frame -> isOf(frame, report.id.toString(), 22));
        stream.awaitEvent(frame -> isOf(frame, team.id, 21));
        assertThat(versions(stream, report.id.toString()))
            .containsExactlyElementsOf(IntStream.rangeClosed(1, 22).boxed().toList());
        assertThat(versions(stream, team.id))
            .containsExactlyElementsOf(IntStream.rangeClosed(1, 21).boxed().toList());
      }
    }
  }

  @Test
  void aDeskThatGoesToAndFroBetweenTwoInstancesMissesNothing() {
    try (RunningServer one = bed.startServer();
        RunningServer other = bed.startServer()) {
      Desk.Report report = new Desk.Report(VILLAGE);
      Desk.Team team = new Desk.Team(VILLAGE);
      String position = null;
      List<Integer> ofReport = new ArrayList<>();
      List<Integer> ofTeam = new ArrayList<>();
      Set<String> eventIds = new HashSet<>();
      bed.publish(List.of(report.submitted("smoke"), team.registered()));
      for (int round = 0; round < 10; round++) {
        RunningServer server = round % 2 == 0 ? one : other;
        try (EventStream stream = server.stream("/api/stream/events", token, position)) {
          stream.awaitLive();
          // By both, and some of it while nobody is connected.
          EventEnvelope<? extends Event> more = report.added("round " + round);
          EventEnvelope<? extends Event> changed = team.changed("round " + round);
          bed.publish(List.of(more, changed));
          stream.awaitEvent(frame -> frame.text("eventId").equals(more.id().toString()));
          stream.awaitEvent(frame -> frame.text("eventId").equals(changed.id().toString()));
          position = stream.lastEventId();
          ofReport.addAll(versions(stream, report.id.toString()));
          ofTeam.addAll(versions(stream, team.id));
          stream
              .listReceived()
              .forEach(frame -> assertThat(eventIds.add(frame.text("eventId"))).isTrue());
        }
        bed.publish(List.of(report.added("between"), team.changed("between")));
      }
      // The first round begins now; from there on nothing is missing and nothing comes twice.
      for (List<Integer> versions : List.of(ofReport, ofTeam)) {
        assertThat(versions)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(versions.getFirst(), 20).boxed().toList());
        assertThat(versions.getFirst()).isLessThanOrEqualTo(2);
      }
    }
  }

  private static boolean isOf(EventStream.Received frame, String key, int version) {
    return frame.text("key").equals(key) && frame.data().path("version").asInt() == version;
  }

  private static List<Integer> versions(EventStream stream, String key) {
    return stream.listReceived().stream()
        .filter(frame -> frame.text("key").equals(key))
        .map(frame -> frame.data().path("version").asInt())
        .toList();
  }
}
