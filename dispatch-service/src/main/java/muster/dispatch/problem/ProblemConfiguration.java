package muster.dispatch.problem;

import muster.preflight.spring.IssuerAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ProblemConfiguration.class);

  /** Before the framework's own, which comes at -1. */
  private static final int BEFORE_THE_FRAMEWORKS = -2;

  @Bean
  ProblemWriter problemWriter(JsonMapper mapper) {
    return new ProblemWriter(mapper);
  }

  /** A number is no text: what the OpenAPI description says is what is taken. */
  @Bean
  JsonMapperBuilderCustomizer strictTexts() {
    return builder ->
        builder.withCoercionConfig(
            LogicalType.Textual,
            texts -> {
              texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
  }

  /** For what goes wrong before a controller is found, or in a filter. */
  @Bean
  @Order(BEFORE_THE_FRAMEWORKS)
  ErrorWebExceptionHandler problemHandler(ProblemWriter writer) {
    return (exchange, fault) ->
        exchange.getResponse().isCommitted()
            ? Mono.error(fault)
            : writer.write(exchange, explain(exchange, fault));
  }

  @Bean
  IssuerAway issuerAway(ProblemWriter writer) {
    return new IssuerAway(writer::unavailable);
  }

  private static ProblemDetail explain(ServerWebExchange exchange, Throwable fault) {
    if (fault instanceof ErrorResponse known) {
      return known.getBody();
    }
    log.error("{} failed", exchange.getRequest().getPath(), fault);
    return Problems.internal();
  }
}
