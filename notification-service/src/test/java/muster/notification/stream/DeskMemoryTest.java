package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import muster.contracts.Event;
import muster.contracts.EventEnvelope;
import muster.notification.Desk;
import org.junit.jupiter.api.Test;

/** What desks come back to is bounded, topic by topic. */
class DeskMemoryTest {
  private static final String VILLAGE = "320371003209";

  @Test
  void howeverManyGoOnDutyTheAlertsAndReportsStayInMemory() {
    EventHistory reports = new EventHistory(5, 1 << 20, Position.start(1));
    EventHistory registry = new EventHistory(3, 1 << 20, Position.start(1));
    RecentEvents recent =
        new RecentEvents(
            new AlertBoard(10),
            10,
            List.of(new EventHistory(5, 1 << 20, Position.start(1)), reports, registry));
    for (int i = 0; i < 5; i++) {
      accept(recent, i, new Desk.Report(VILLAGE).submitted("smoke"));
    }
    for (int i = 0; i < 1_000; i++) {
      accept(recent, i, new Desk.Volunteer(VILLAGE).onDuty(new Desk.Team(VILLAGE)));
    }
    assertThat(recent.size()).isEqualTo(new RecentEvents.Size(8, 80, 0));
    assertThat(reports.start()).isEqualTo(Position.of(0));
    assertThat(registry.start()).isEqualTo(Position.of(997));
    assertThat(recent.end())
        .isEqualTo(StreamPosition.of(Position.of(0), Position.of(5), Position.of(1_000)));
  }

  @Test
  void settingsOutsideTheirBoundsAreRefusedAtTheStart() {
    assertThat(memory(1, 1_024, Duration.ofSeconds(1)).historyEvents()).isEqualTo(1);
    assertThat(memory(10_000_000, 8L << 30, Duration.ofDays(365)).historyBytes())
        .isEqualTo(8L << 30);
    assertThatThrownBy(() -> memory(0, 1_024, Duration.ofSeconds(1)))
        .hasMessage("muster.stream.reports.history-events must be between 1 and 10000000, not 0");
    assertThatThrownBy(() -> memory(1, 1_023, Duration.ofSeconds(1)))
        .hasMessageContaining("muster.stream.reports.history-bytes");
    assertThatThrownBy(() -> memory(1, 1_024, Duration.ofMillis(999)))
        .hasMessageContaining("muster.stream.reports.reach-back");
    DeskSettings.Memory some = memory(1, 1_024, Duration.ofSeconds(1));
    assertThat(new DeskSettings(some, some, some, 1_000_000).remembered()).isEqualTo(1_000_000);
    assertThatThrownBy(() -> new DeskSettings(some, some, some, 0))
        .hasMessageContaining("muster.stream.desks-remember");
  }

  private static DeskSettings.Memory memory(int events, long bytes, Duration reachBack) {
    return new DeskSettings.Memory("reports", events, bytes, reachBack);
  }

  private static void accept(
      RecentEvents recent, long offset, EventEnvelope<? extends Event> event) {
    assertThat(recent.accept(new LogRecord(0, offset, 10, event), told -> List.of()).event())
        .isPresent();
  }
}
