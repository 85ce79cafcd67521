package muster.dispatch.start;

import muster.dispatch.problem.ProblemWriter;
import muster.dispatch.team.kafka.TeamFeed;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Sends callers away who did not wait for readiness. */
final class NotYetFilter implements WebFilter {
  private final TeamFeed feed;
  private final ProblemWriter problems;

  NotYetFilter(TeamFeed feed, ProblemWriter problems) {
    this.feed = feed;
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (feed.caughtUp() || !exchange.getRequest().getPath().value().startsWith("/api/")) {
      return chain.filter(exchange);
    }
    return problems.unavailable(exchange);
  }
}
