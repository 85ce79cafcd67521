package muster.dispatch.problem;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problems that arise outside of controllers: in the security filters, or on no path at all.
 */
public final class ProblemWriter {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final JsonMapper mapper;

  ProblemWriter(JsonMapper mapper) {
    this.mapper = mapper;
  }

  public Mono<Void> unauthorized(ServerWebExchange exchange) {
    return write(exchange, Problems.unauthorized());
  }

  public Mono<Void> forbidden(ServerWebExchange exchange) {
    return write(exchange, Problems.forbiddenForRole());
  }

  public Mono<Void> unavailable(ServerWebExchange exchange) {
    return write(exchange, Problems.unavailable());
  }

  Mono<Void> write(ServerWebExchange exchange, ProblemDetail problem) {
    var response = exchange.getResponse();
    FrameworkProblems.complete(problem, URI.create(exchange.getRequest().getPath().value()));
    response.setStatusCode(HttpStatusCode.valueOf(problem.getStatus()));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    byte[] body = mapper.writeValueAsBytes(problem);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
