package muster.dispatch.clock.http;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import muster.apiedge.ProblemException;
import muster.dispatch.clock.ClockConfiguration;
import muster.dispatch.clock.MovableClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Exists only where the clock is movable. */
@Hidden
@RestController
@ConditionalOnProperty(ClockConfiguration.MOVABLE)
final class ClockController {
  private static final Logger log = LoggerFactory.getLogger(ClockController.class);

  /** Time goes on only; a day is more than any deadline. */
  private static final Duration MAX_ADVANCE = Duration.ofDays(1);

  private final MovableClock clock;
  private final Scheduler scheduler;

  ClockController(MovableClock clock, Scheduler scheduler) {
    this.clock = clock;
    this.scheduler = scheduler;
  }

  record Move(Duration advance) {}

  record Moved(Instant now) {}

  @PostMapping("/test/clock")
  Moved move(@RequestBody Move move) {
    if (move.advance().isNegative() || move.advance().compareTo(MAX_ADVANCE) > 0) {
      throw ProblemException.invalid("advance", "must be between PT0S and " + MAX_ADVANCE);
    }
    Instant now = clock.advance(move.advance());
    log.warn("The clock was moved by {} to {}", move.advance(), now);
    scheduler.triggerCheckForDueExecutions();
    return new Moved(now);
  }
}
