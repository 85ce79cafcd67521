package muster.dispatch.unruly;

import java.time.Instant;
import org.assertj.core.api.Assertions;

/** Breaks the rules on purpose: {@code ArchitectureTest} shows with it that they can fail. */
public final class CoreThatCallsAnAdapter {
  private CoreThatCallsAnAdapter() {}

  public static boolean decide(Instant deadline) {
    Assertions.assertThat(deadline).isNotNull();
    return Instant.now().isAfter(deadline);
  }
}
