package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OncePerRunTest {
  private final AtomicInteger starts = new AtomicInteger();

  @Test
  void whoeverAsksGetsTheSame() {
    OncePerRun<AutoCloseable> shared =
        new OncePerRun<>(
            () -> {
              starts.incrementAndGet();
              return () -> {};
            });

    assertThat(shared.get()).isSameAs(shared.get());
    assertThat(starts).hasValue(1);
  }

  @Test
  void aStartThatFailedIsNotTriedAgain() {
    OncePerRun<AutoCloseable> shared =
        new OncePerRun<>(
            () -> {
              throw new IllegalStateException("no " + starts.incrementAndGet());
            });

    assertThatThrownBy(shared::get).hasMessage("no 1");
    assertThatThrownBy(shared::get).hasMessage("no 1");
  }
}
