package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import muster.notification.Incident;
import org.junit.jupiter.api.Test;

class EventHistoryTest {
  private static final Instant MORNING = Instant.parse("2022-03-12T08:00:00Z");

  @Test
  void holdsAsManyEventsAsItMay() {
    EventHistory history = new EventHistory(3, 1_000, Position.start(2));
    for (long offset = 0; offset < 5; offset++) {
      history.append(event(0, offset, 10, MORNING));
    }
    assertThat(history.size()).isEqualTo(3);
    assertThat(history.start()).isEqualTo(Position.of(2, 0));
    assertThat(history.end()).isEqualTo(Position.of(5, 0));
    assertThat(history.read(history.head(), 10))
        .extracting(t -> t.record().offset())
        .containsExactly(2L, 3L, 4L);
  }

  @Test
  void holdsAsManyBytesAsItMay() {
    EventHistory history = new EventHistory(100, 100, Position.start(2));
    history.append(event(0, 0, 40, MORNING));
    history.append(event(1, 0, 60, MORNING));
    assertThat(history.size()).isEqualTo(2);
    assertThat(history.bytes()).isEqualTo(100);
    history.append(event(1, 1, 1, MORNING));
    assertThat(history.size()).isEqualTo(2);
    assertThat(history.start()).isEqualTo(Position.of(1, 0));
    history.append(event(1, 2, 500, MORNING));
    assertThat(history.size()).as("a giant stands alone").isEqualTo(1);
  }

  @Test
  void forgetsWhatIsOld() {
    EventHistory history = new EventHistory(10, 1_000, Position.start(1));
    history.append(event(0, 0, 10, MORNING));
    history.append(event(0, 1, 10, MORNING.plusSeconds(60)));
    history.forgetBefore(MORNING.plusSeconds(1));
    assertThat(history.start()).isEqualTo(Position.of(1));
    history.forgetBefore(MORNING.plusSeconds(3_600));
    assertThat(history.size()).isZero();
    assertThat(history.start()).isEqualTo(history.end());
  }

  @Test
  void recordsThatTellNobodyAnythingMoveItsEnd() {
    EventHistory history = new EventHistory(10, 1_000, Position.start(2));
    history.passOver(1, 6);
    assertThat(history.end()).isEqualTo(Position.of(0, 7));
    assertThat(history.start()).isEqualTo(Position.of(0, 7));
    assertThat(history.read(0, 5)).isEmpty();
  }

  @Test
  void readingOutsideIsABug() {
    EventHistory history = new EventHistory(2, 1_000, Position.start(1));
    for (long offset = 0; offset < 3; offset++) {
      history.append(event(0, offset, 10, MORNING));
    }
    assertThatThrownBy(() -> history.read(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> history.read(4, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(history.read(3, 1)).isEmpty();
  }

  static AddressedEvent event(int partition, long offset, int bytes, Instant at) {
    Incident incident = new Incident("3203", at);
    return new AddressedEvent(
        new LogRecord(partition, offset, bytes, incident.issued().events().getFirst()),
        null,
        List.of(),
        Set.of(),
        null);
  }
}
