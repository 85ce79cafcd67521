package muster.report.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.server.resource.web.access.server.BearerTokenServerAccessDeniedHandler;
import org.springframework.security.oauth2.server.resource.web.server.BearerTokenServerAuthenticationEntryPoint;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Everything under /api needs a token; health and the description of the API do not. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http, JsonMapper mapper) {
    // The Bearer challenge in WWW-Authenticate comes from these two, the body from here.
    var challenge = new BearerTokenServerAuthenticationEntryPoint();
    var refusal = new BearerTokenServerAccessDeniedHandler();
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
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
                        (exchange, e) ->
                            challenge
                                .commence(exchange, e)
                                .then(
                                    Mono.defer(
                                        () ->
                                            write(
                                                exchange,
                                                mapper,
                                                ProblemType.UNAUTHENTICATED,
                                                "send a valid access token of the issuer as bearer"
                                                    + " token"))))
                    .accessDeniedHandler(
                        (exchange, e) ->
                            refusal
                                .handle(exchange, e)
                                .then(
                                    Mono.defer(
                                        () ->
                                            write(
                                                exchange,
                                                mapper,
                                                ProblemType.FORBIDDEN,
                                                "this address is not open to this account")))))
        .build();
  }

  private static Mono<Void> write(
      ServerWebExchange exchange, JsonMapper mapper, ProblemType type, String detail) {
    ProblemDetail body = Problem.body(type, detail, List.of());
    body.setInstance(URI.create(exchange.getRequest().getPath().value()));
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(type.status());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    byte[] json = mapper.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(json)));
  }
}
