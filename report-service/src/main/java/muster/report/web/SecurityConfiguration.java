package muster.report.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.preflight.spring.IssuerAway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Everything under /api needs a token; health and the description of the API do not. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  static final String RETRY_AFTER_SECONDS = "2";

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http, JsonMapper mapper) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        // A token comes with each request: without these two each would make a session for nothing.
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(
            exchanges ->
                exchanges
                    .pathMatchers(
                        "/actuator/health/**",
                        "/actuator/prometheus",
                        "/v3/api-docs/**",
                        "/swagger-ui.html",
                        "/swagger-ui/**",
                        "/webjars/**")
                    .permitAll()
                    .pathMatchers("/api/**")
                    .authenticated()
                    .anyExchange()
                    .denyAll())
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(Customizer.withDefaults())
                    .authenticationEntryPoint(
                        (exchange, e) -> {
                          exchange
                              .getResponse()
                              .getHeaders()
                              .set(HttpHeaders.WWW_AUTHENTICATE, challenge(e));
                          return write(
                              exchange,
                              mapper,
                              ProblemType.UNAUTHENTICATED,
                              "send a valid access token of the issuer as bearer token");
                        })
                    .accessDeniedHandler(
                        (exchange, e) ->
                            write(
                                exchange,
                                mapper,
                                ProblemType.FORBIDDEN,
                                "this address is not open to this account")))
        .build();
  }

  @Bean
  IssuerAway issuerAway(JsonMapper mapper) {
    return new IssuerAway(
        exchange ->
            write(
                exchange,
                mapper,
                ProblemType.UNAVAILABLE,
                "the token can't be checked now: its issuer does not answer"));
  }

  /** RFC 6750: nothing more is said to somebody who sent no token at all. */
  private static String challenge(AuthenticationException e) {
    return e instanceof OAuth2AuthenticationException ? "Bearer error=\"invalid_token\"" : "Bearer";
  }

  static Mono<Void> write(
      ServerWebExchange exchange, JsonMapper mapper, ProblemType type, String detail) {
    ProblemDetail body = Problem.body(type, detail, List.of());
    body.setInstance(URI.create(exchange.getRequest().getPath().value()));
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(type.status());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (type == ProblemType.UNAVAILABLE) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    byte[] json = mapper.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(json)));
  }
}
