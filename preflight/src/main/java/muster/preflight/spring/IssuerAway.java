package muster.preflight.spring;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * While the issuer is away no token can be checked, good or bad, and that is no fault of whoever
 * sent it. It is found out in a filter, where no controller's advice reaches.
 */
public final class IssuerAway implements WebExceptionHandler, Ordered {
  private static final Logger log = LoggerFactory.getLogger(IssuerAway.class);

  /** Before the framework's own at -1, and a service's that takes whatever is left. */
  private static final int BEFORE_ALL_OTHERS = -3;

  private final Function<ServerWebExchange, Mono<Void>> answer;

  /**
   * @param answer what a request gets then
   */
  public IssuerAway(Function<ServerWebExchange, Mono<Void>> answer) {
    this.answer = answer;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
    if (!isBehind(fault) || exchange.getResponse().isCommitted()) {
      return Mono.error(fault);
    }
    log.warn("Tokens can't be checked: {}", fault.getMessage());
    return answer.apply(exchange);
  }

  @Override
  public int getOrder() {
    return BEFORE_ALL_OTHERS;
  }

  /**
   * Spring Security says it in three ways: before the discovery document was read, when the keys
   * can't be fetched again, and for the rest.
   */
  private static boolean isBehind(Throwable fault) {
    return fault instanceof AuthenticationServiceException
        || fault instanceof JwtDecoderInitializationException
        || (fault instanceof IllegalStateException
            && fault.getCause() instanceof WebClientException);
  }
}
