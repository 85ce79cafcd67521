package muster.eventintake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import muster.eventintake.FaultPolicy.Next.PutAside;
import muster.eventintake.FaultPolicy.Next.RepeatOnce;
import muster.eventintake.FaultPolicy.Next.RepeatUntilItPasses;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class FaultPolicyTest {
  private final FaultPolicy policy = new FaultPolicy(ConnectException.class::isInstance);

  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void anUnusableRecordIsPutAsideAtOnceWithItsReason() {
    assertThat(policy.next(new IllegalStateException(new Unusable("no such task")), 1))
        .isEqualTo(new PutAside("no such task"));
  }

  @Test
  void whatPassesIsRepeatedForAsLongAsItTakes() {
    for (Throwable fault :
        List.of(
            new UncheckedIOException(new ConnectException("refused")),
            new CompletionException(new DisconnectException("gone")))) {
      assertThat(policy.next(fault, 1)).isEqualTo(new RepeatUntilItPasses(Duration.ofMillis(250)));
      assertThat(policy.next(fault, 2)).isEqualTo(new RepeatUntilItPasses(Duration.ofMillis(500)));
      assertThat(policy.next(fault, 6)).isEqualTo(new RepeatUntilItPasses(Duration.ofSeconds(5)));
      assertThat(policy.next(fault, Integer.MAX_VALUE))
          .isEqualTo(new RepeatUntilItPasses(Duration.ofSeconds(5)));
    }
  }

  @Test
  void aBugIsRepeatedThreeTimes() {
    var bug = new IllegalStateException("so not", new NullPointerException("nothing there"));
    for (int failures = 1; failures <= 3; failures++) {
      assertThat(policy.next(bug, failures)).isEqualTo(new RepeatOnce(Duration.ofMillis(250)));
    }
    assertThat(policy.next(bug, 4)).isEqualTo(new PutAside("NullPointerException: nothing there"));
  }

  @Test
  void aRecordThatTheBrokerWillNeverTakeDoesNotPass() {
    var tooLarge = new CompletionException(new RecordTooLargeException("2 MB"));
    assertThat(policy.passes(tooLarge)).isFalse();
    assertThat(policy.next(tooLarge, 4)).isInstanceOf(PutAside.class);
  }

  @Test
  void whateverTheExceptionIsLikeThereIsAReason() {
    assertThat(FaultPolicy.reason(new Unspeakable())).isEqualTo(Unspeakable.class.getName());
    assertThat(FaultPolicy.reason(new StackOverflowError())).isEqualTo("StackOverflowError: null");
    assertThat(FaultPolicy.reason(new Unusable("x".repeat(5_000)))).hasSize(1_000);
    var circle = new RuntimeException("one");
    circle.initCause(new RuntimeException("two", circle));
    assertThat(FaultPolicy.reason(circle)).contains("RuntimeException");
    assertThat(policy.passes(circle)).isFalse();
  }
}
