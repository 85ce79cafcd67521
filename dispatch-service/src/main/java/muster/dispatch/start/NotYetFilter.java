package muster.dispatch.start;

import muster.apiedge.spring.ProblemWriter;
import muster.contracts.problem.ProblemType;
import muster.dispatch.team.kafka.TeamFeed;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Sends callers away who did not wait for readiness. */
final class NotYetFilter implements WebFilter {
  private final TeamFeed feed;

  NotYetFilter(TeamFeed feed) {
    this.feed = feed;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (feed.caughtUp() || !exchange.getRequest().getPath().value().startsWith("/api/")) {
      return chain.filter(exchange);
    }
    return ProblemWriter.write(exchange, ProblemType.UNAVAILABLE);
  }
}
