package muster.dispatch.team.kafka;

import java.util.concurrent.atomic.AtomicBoolean;
import muster.dispatch.team.TeamIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once the index holds all that was known when this instance started. */
public final class TeamIndexHealth implements HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(TeamIndexHealth.class);

  private final TeamFeed feed;
  private final TeamIndex index;
  private final AtomicBoolean told = new AtomicBoolean();

  public TeamIndexHealth(TeamFeed feed, TeamIndex index) {
    this.feed = feed;
    this.index = index;
  }

  @Override
  public Health health() {
    if (!feed.caughtUp()) {
      return Health.outOfService().withDetail("teams", index.teams()).build();
    }
    if (told.compareAndSet(false, true)) {
      log.info(
          "The team index holds {} teams and {} volunteers, ready within {} s",
          index.teams(),
          index.volunteers(),
          feed.sinceStart().toSeconds());
    }
    return Health.up()
        .withDetail("teams", index.teams())
        .withDetail("volunteers", index.volunteers())
        .build();
  }
}
