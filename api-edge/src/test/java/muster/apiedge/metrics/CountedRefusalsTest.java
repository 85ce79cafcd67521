package muster.apiedge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CountedRefusalsTest {
  @Test
  void allAreCountedAndOneLineTellsOfMany() {
    Logger logger = (Logger) LoggerFactory.getLogger(CountedRefusals.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    CountedRefusals refusals = new CountedRefusals(meters);
    try {
      for (int i = 0; i < 1_000; i++) {
        refusals.refused(401, "no-token");
      }
      refusals.refused(403, "not-allowed");
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }

    assertThat(
            meters
                .get("muster.refusals")
                .tags("status", "401", "reason", "no-token")
                .counter()
                .count())
        .isEqualTo(1_000);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Refused: 401 no-token, 1 times", "Refused: 403 not-allowed, 1 times");
  }
}
