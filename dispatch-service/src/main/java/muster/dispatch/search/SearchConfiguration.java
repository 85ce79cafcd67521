package muster.dispatch.search;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import muster.dispatch.alert.command.BusyTeams;
import muster.dispatch.search.command.AlertSearch;
import muster.dispatch.search.command.TeamFinder;
import muster.dispatch.search.postgres.AlertWordTable;
import muster.dispatch.team.TeamIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {
  /** A new alert is found by its words by then; by its number at once. */
  private static final Duration FILLED_EVERY = Duration.ofSeconds(2);

  @Bean
  AlertSearch alertSearch(JdbcClient client) {
    return new AlertSearch(new AlertWordTable(client));
  }

  @Bean
  TeamFinder teamFinder(TeamIndex index, BusyTeams busyTeams) {
    return new TeamFinder(index::all, index::listOnDuty, busyTeams::onAnyAlert);
  }

  /** On one instance at a time. */
  @Bean
  Task<Void> wordsOfAlerts(AlertSearch search) {
    return Tasks.recurring("words-of-alerts", FixedDelay.of(FILLED_EVERY))
        .execute((instance, context) -> search.fill());
  }
}
