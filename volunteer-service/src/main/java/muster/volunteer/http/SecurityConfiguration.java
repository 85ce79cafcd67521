package muster.volunteer.http;

import java.nio.charset.StandardCharsets;
import muster.preflight.spring.IssuerAway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A verified token for everything but health and the API's own description. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  static final String RETRY_AFTER_SECONDS = "2";

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http, JsonMapper mapper) {
    ServerAuthenticationEntryPoint unauthorized = unauthorized(mapper);
    ServerAccessDeniedHandler forbidden =
        (exchange, e) ->
            write(exchange, mapper, HttpStatus.FORBIDDEN, "forbidden", "access is denied");
    return http.authorizeExchange(
            exchanges ->
                exchanges
                    .pathMatchers(
                        "/actuator/health",
                        "/actuator/health/*",
                        "/actuator/prometheus",
                        "/v3/api-docs",
                        "/v3/api-docs/**",
                        "/v3/api-docs.yaml",
                        "/swagger-ui.html",
                        "/swagger-ui/**",
                        "/webjars/**")
                    .permitAll()
                    .anyExchange()
                    .authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(Customizer.withDefaults())
                    .authenticationEntryPoint(unauthorized)
                    .accessDeniedHandler(forbidden))
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden))
        // Tokens come in a header that no browser sends by itself: no session, nothing to forge.
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .build();
  }

  @Bean
  IssuerAway issuerAway(JsonMapper mapper) {
    return new IssuerAway(
        exchange ->
            write(
                exchange,
                mapper,
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "the token can't be checked now: its issuer does not answer"));
  }

  /** RFC 6750's header, and the problem in the body. */
  private static ServerAuthenticationEntryPoint unauthorized(JsonMapper mapper) {
    return (exchange, e) -> {
      String challenge =
          e instanceof OAuth2AuthenticationException ? "Bearer error=\"invalid_token\"" : "Bearer";
      exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
      return write(
          exchange,
          mapper,
          HttpStatus.UNAUTHORIZED,
          "unauthorized",
          "a valid access token is required");
    };
  }

  static Mono<Void> write(
      ServerWebExchange exchange, JsonMapper mapper, HttpStatus status, String type, String text) {
    ProblemDetail detail = Problems.detail(status, type, text);
    detail.setInstance(java.net.URI.create(exchange.getRequest().getPath().value()));
    var response = exchange.getResponse();
    response.setStatusCode(status);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    byte[] body = mapper.writeValueAsString(detail).getBytes(StandardCharsets.UTF_8);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}
