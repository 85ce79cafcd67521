package muster.apiedge.spring;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Whatever a controller throws, or the framework on the way there, as a problem. */
@RestControllerAdvice
final class ProblemAdvice {
  /**
   * Security's own filters know what to answer, and to a connection that has ended nothing is
   * answered.
   */
  @ExceptionHandler({
    AuthenticationException.class,
    AccessDeniedException.class,
    AbortedException.class
  })
  Mono<Void> passOn(Exception fault) {
    return Mono.error(fault);
  }

  @ExceptionHandler
  Mono<Void> answer(Throwable fault, ServerWebExchange exchange) {
    return exchange.getResponse().isCommitted()
        ? Mono.error(fault)
        : ProblemWriter.write(exchange, Faults.problem(fault, exchange));
  }
}
