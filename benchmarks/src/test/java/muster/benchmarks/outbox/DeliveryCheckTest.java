package muster.benchmarks.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import muster.benchmarks.WrongAnswer;
import muster.outbox.OutboxRecord;
import org.junit.jupiter.api.Test;

class DeliveryCheckTest {
  private final DeliveryCheck check = new DeliveryCheck();

  @Test
  void keysMayTakeTurns() {
    check.arrived("a", "1", 1);
    check.arrived("b", "2", 1);
    check.arrived("a", "3", 2);
    assertThat(check.complete(3)).isEqualTo(3);
  }

  @Test
  void anEventThatArrivesTwiceIsFound() {
    check.arrived("a", "1", 1);
    assertThatThrownBy(() -> check.arrived("a", "1", 2))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("twice");
  }

  @Test
  void anEventThatOvertakesAnotherOfItsKeyIsFound() {
    check.arrived("a", "1", 1);
    assertThatThrownBy(() -> check.arrived("a", "3", 3))
        .isInstanceOf(WrongAnswer.class)
        .hasMessageContaining("version 3 arrived after version 1");
  }

  @Test
  void aLostEventIsFound() {
    check.arrived("a", "1", 1);
    assertThatThrownBy(() -> check.complete(2)).isInstanceOf(WrongAnswer.class);
  }

  @Test
  void theEventsOfAnAlertAreThoseThatTheServiceWrites() {
    AlertEvents events = new AlertEvents("topic");
    List<OutboxRecord> alert = events.alert(17);
    assertThat(alert).hasSize(AlertEvents.EVENTS_OF_AN_ALERT);
    assertThat(alert.stream().map(OutboxRecord::key).distinct()).hasSize(1);
    assertThat(alert.stream().map(each -> each.headers().get("ce_type")).toList())
        .startsWith("alert.issued.v1", "wave.opened.v1", "task.offered.v1");
    assertThat(events.alert(18).getFirst().key()).isNotEqualTo(alert.getFirst().key());
  }
}
