package muster.apiedge.spring.token;

import java.net.URI;
import java.util.List;
import muster.apiedge.token.TokenCheck;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Every WebFlux service with an issuer takes tokens as {@link TokenCheck} says. */
@AutoConfiguration(before = ReactiveOAuth2ResourceServerAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri")
class TokenConfiguration {
  @Bean
  IssuerAway answerWhileTheIssuerIsAway() {
    return new IssuerAway();
  }

  /**
   * Each filter and decision of each request would be timed, which nobody reads; refusals are
   * counted by {@code muster.refusals}.
   */
  @Bean
  SecurityObservationSettings securityIsNotObserved() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  ReactiveJwtDecoder issuerTokenDecoder(
      @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") URI issuer,
      @Value("${spring.security.oauth2.resourceserver.jwt.audiences}") List<String> audiences) {
    if (audiences.size() != 1) {
      throw new IllegalStateException("one audience is needed, there are " + audiences.size());
    }
    return new IssuerTokenDecoder(
        new TokenCheck(
            issuer, audiences.getFirst(), new VirtualThreadTaskExecutor("issuer-keys-")));
  }
}
