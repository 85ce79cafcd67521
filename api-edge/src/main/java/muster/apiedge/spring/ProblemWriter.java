package muster.apiedge.spring;

import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers a request with a problem, whatever the client says it accepts. */
public final class ProblemWriter {
  private ProblemWriter() {}

  public static Mono<Void> write(ServerWebExchange exchange, ProblemType type) {
    return write(exchange, Problem.of(type));
  }

  /** The response must not be committed yet. */
  public static Mono<Void> write(ServerWebExchange exchange, Problem problem) {
    byte[] body = problem.toJson(exchange.getRequest().getPath().value());
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(problem.type().status()));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setContentLength(body.length);
    problem.headers().forEach(response.getHeaders()::set);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
