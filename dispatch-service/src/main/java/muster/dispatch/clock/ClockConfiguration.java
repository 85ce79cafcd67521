package muster.dispatch.clock;

import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {
  /** Whether {@code POST /test/clock} exists, which anybody may call: for stories only. */
  public static final String MOVABLE = "muster.clock.movable";

  private static final Logger log = LoggerFactory.getLogger(ClockConfiguration.class);

  /** In milliseconds: what PostgreSQL, JSON and Java all hold without rounding. */
  @Bean
  @ConditionalOnProperty(name = MOVABLE, havingValue = "false", matchIfMissing = true)
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Bean
  @ConditionalOnProperty(MOVABLE)
  MovableClock movableClock() {
    log.warn(
        "THE CLOCK IS MOVABLE (muster.clock.movable=true): anybody may move it with POST"
            + " /test/clock. This is for tests; never run it in production.");
    return new MovableClock(Clock.tickMillis(ZoneOffset.UTC));
  }

  @Bean
  com.github.kagkarlsson.scheduler.Clock deadlineClock(Clock clock) {
    return clock::instant;
  }
}
