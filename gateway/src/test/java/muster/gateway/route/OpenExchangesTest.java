package muster.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenExchangesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final OpenExchanges open = new OpenExchanges();
  private final AtomicInteger ended = new AtomicInteger();

  private OpenExchanges.Exchange begin(String session, boolean stream) {
    return open.begin(session, stream, 0, ended::incrementAndGet);
  }

  @Test
  void onlyStreamsOfEndedSessionsAreEnded() {
    var stream = begin("a", true);
    begin("a", false);
    begin("b", true);
    open.begin(null, true, 0, ended::incrementAndGet);

    assertThat(open.sessionsWithStreams()).containsExactlyInAnyOrder("a", "b");
    open.endStreamsOf(List.of("a", "c"));

    assertThat(ended).hasValue(1);
    assertThat(stream.isEnded()).isTrue();
    assertThat(open.streams()).as("until whoever carries it is through").isEqualTo(3);
    stream.close();
    stream.close();
    assertThat(open.streams()).isEqualTo(2);
    assertThat(open.size()).isEqualTo(3);
  }

  @Test
  void whatHasComeToAStandstillIsEndedAtItsTime() {
    var answer = begin("a", false);
    var stream = begin("a", true);
    var lively = begin("a", true);
    lively.passesOn();
    lively.waits(50 * SECOND);

    open.endSilent(30 * SECOND, Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(answer.isEnded()).isFalse();
    open.endSilent(31 * SECOND, Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(answer.isEnded()).isTrue();
    assertThat(stream.isEnded()).isFalse();
    open.endSilent(61 * SECOND, Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(stream.isEnded()).isTrue();
    assertThat(lively.isEnded()).isFalse();
  }

  @Test
  void aClientThatTakesItsTimeIsNotTheServicesSilence() {
    var slow = begin("a", false);
    slow.passesOn();

    open.endSilent(500 * SECOND, Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(slow.isEnded()).isFalse();
    slow.waits(500 * SECOND);
    open.endSilent(530 * SECOND, Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(slow.isEnded()).isFalse();
    open.endSilent(531 * SECOND, Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(slow.isEnded()).isTrue();
  }

  @Test
  void aStopEndsWhatLasts() {
    var answer = begin("a", false);
    var stream = begin("a", true);

    open.endStreams();

    assertThat(answer.isEnded()).isFalse();
    assertThat(stream.isEnded()).isTrue();
    assertThat(open.streamsOf("a")).isEqualTo(1);
    assertThat(open.streamsOf("b")).isZero();
  }
}
