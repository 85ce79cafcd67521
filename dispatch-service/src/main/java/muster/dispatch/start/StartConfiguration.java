package muster.dispatch.start;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import java.util.List;
import muster.dispatch.team.kafka.TeamFeed;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

@Configuration(proxyBeanMethods = false)
class StartConfiguration {
  private static final List<String> BINDINGS = List.of("receipts-in-0", "reports-in-0");

  @Bean
  WorkStart workStart(TeamFeed feed, Scheduler deadlines, BindingsLifecycleController bindings) {
    return new WorkStart(feed, deadlines, bindings, BINDINGS);
  }

  /** In the place of the starter's own, which would start at once. */
  @Bean
  DbSchedulerStarter notByItself() {
    return () -> {};
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebFilter notYetFilter(TeamFeed feed) {
    return new NotYetFilter(feed);
  }
}
