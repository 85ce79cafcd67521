package muster.report.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** While the issuer is away no token can be checked, good or bad: try again soon, says 503. */
@Configuration(proxyBeanMethods = false)
class IssuerAwayConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerAwayConfiguration.class);

  /** Before the framework's own, which comes at -1. */
  private static final int BEFORE_THE_FRAMEWORKS = -2;

  /** It is found out in a filter, where no controller's advice reaches. */
  @Bean
  @Order(BEFORE_THE_FRAMEWORKS)
  WebExceptionHandler issuerAway(JsonMapper mapper) {
    return (exchange, fault) -> {
      if (!isIssuerAway(fault) || exchange.getResponse().isCommitted()) {
        return Mono.error(fault);
      }
      LOG.warn("Tokens can't be checked: {}", fault.getMessage());
      return SecurityConfiguration.write(
          exchange,
          mapper,
          ProblemType.UNAVAILABLE,
          "the token can't be checked now: its issuer does not answer");
    };
  }

  /**
   * Spring Security says it in three ways: before the discovery document was read, when the keys
   * can't be fetched again, and for the rest.
   */
  private static boolean isIssuerAway(Throwable fault) {
    return fault instanceof AuthenticationServiceException
        || fault instanceof JwtDecoderInitializationException
        || (fault instanceof IllegalStateException
            && fault.getCause() instanceof WebClientException);
  }
}
