package muster.apiedge.spring.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * A connection that ended in the middle of a request is no fault of this service's, and there is
 * nobody to be told of it. Spring would log it as a server error, with a stack trace.
 */
final class ClientGone implements WebExceptionHandler, Ordered {
  private static final Logger log = LoggerFactory.getLogger(ClientGone.class);

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof AbortedException) {
        log.debug("A connection ended in the middle of a request");
        return Mono.empty();
      }
    }
    return Mono.error(fault);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
