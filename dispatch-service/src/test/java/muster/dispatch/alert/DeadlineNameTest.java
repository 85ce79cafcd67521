package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeadlineNameTest {
  private static final UUID ALERT = UUID.fromString("0199d1a0-0000-7000-8000-000000000001");

  @Test
  void everyDeadlinesNameIsReadAsItWasWritten() {
    List<Deadline> deadlines =
        List.of(
            new Deadline.WaveDeadline(3, Instant.EPOCH),
            new Deadline.ReachDeadline(Instant.parse("2026-11-21T10:15:30.123Z")),
            new Deadline.ResponseTarget(1, Instant.EPOCH),
            new Deadline.ResponseTarget(2, Instant.EPOCH),
            new Deadline.Expiry(1, Instant.EPOCH),
            new Deadline.Expiry(2, Instant.EPOCH));

    assertThat(deadlines)
        .allSatisfy(
            deadline -> {
              DeadlineName name = new DeadlineName(ALERT, deadline.key());
              assertThat(DeadlineName.of(name.text())).isEqualTo(name);
            });
  }

  /** They lie in the database, and versions run side by side. */
  @Test
  void theNameIsWrittenAsEarlierVersionsWroteIt() {
    assertThat(new DeadlineName(ALERT, "wave:1").text())
        .isEqualTo("0199d1a0-0000-7000-8000-000000000001/wave:1");
    assertThat(new Deadline.Expiry(1, Instant.EPOCH).key()).isEqualTo("expiry");
  }

  @Test
  void anythingElseIsNoName() {
    for (String text : List.of("", "expiry", "alert/expiry", "/expiry")) {
      assertThatIllegalArgumentException().isThrownBy(() -> DeadlineName.of(text));
    }
  }
}
