package muster.apiedge.spring.token;

import muster.apiedge.spring.ProblemWriter;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * While the issuer is away no token can be checked, good or bad, and that is no fault of whoever
 * sent it. It is found out in a filter, where no controller's advice reaches.
 */
final class IssuerAway implements WebExceptionHandler, Ordered {
  private static final Logger log = LoggerFactory.getLogger(IssuerAway.class);

  /** Before the framework's own at -1, and a service's that takes whatever is left. */
  private static final int BEFORE_ALL_OTHERS = -3;

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
    if (!(fault instanceof AuthenticationServiceException)
        || exchange.getResponse().isCommitted()) {
      return Mono.error(fault);
    }
    log.warn("Tokens can't be checked: {}", fault.getMessage());
    return ProblemWriter.write(exchange, Problem.of(ProblemType.UNAVAILABLE));
  }

  @Override
  public int getOrder() {
    return BEFORE_ALL_OTHERS;
  }
}
