package muster.dispatch.clock;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClockSettings.class)
class ClockConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ClockConfiguration.class);

  /** In milliseconds: what PostgreSQL, JSON and Java all hold without rounding. */
  @Bean
  Clock clock(ClockSettings settings) {
    Clock real = Clock.tickMillis(ZoneOffset.UTC);
    if (!settings.movable()) {
      return real;
    }
    log.warn(
        "THE CLOCK IS MOVABLE (muster.clock.movable=true): anybody may move it with POST"
            + " /test/clock. This is for tests; never run it in production.");
    return new MovableClock(real);
  }

  @Bean
  com.github.kagkarlsson.scheduler.Clock deadlineClock(Clock clock) {
    return clock::instant;
  }

  @Bean
  @ConditionalOnProperty("muster.clock.movable")
  ClockController clockController(Clock clock, Scheduler scheduler) {
    return new ClockController((MovableClock) clock, scheduler);
  }
}
