package muster.dispatch.security;

import static muster.contracts.access.Role.CAPTAIN;
import static muster.contracts.access.Role.DISPATCHER;
import static muster.contracts.access.Role.OFFICER;
import static muster.contracts.access.Role.OPERATOR;
import static muster.contracts.access.Role.VOLUNTEER;

import java.util.Arrays;
import muster.contracts.access.Role;
import muster.dispatch.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

  /** Roles are checked here, before a body is read; scopes where the jurisdiction is known. */
  private static void rules(AuthorizeExchangeSpec rules) {
    rules
        .pathMatchers(
            "/actuator/**",
            "/v3/api-docs/**",
            "/v3/api-docs.yaml",
            "/swagger-ui.html",
            "/swagger-ui/**",
            "/webjars/**",
            "/test/clock")
        .permitAll()
        .pathMatchers(HttpMethod.GET, "/api/alerts/**")
        .hasAnyAuthority(names(DISPATCHER, OFFICER, OPERATOR))
        .pathMatchers("/api/alerts/**")
        .hasAnyAuthority(names(DISPATCHER, OFFICER))
        .pathMatchers("/api/tasks/**")
        .hasAnyAuthority(names(CAPTAIN, VOLUNTEER))
        .anyExchange()
        .authenticated();
  }

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http, ProblemWriter problems) {
    ServerAuthenticationEntryPoint tokenNeeded =
        (exchange, fault) -> {
          exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
          return problems.unauthorized(exchange);
        };
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(SecurityConfiguration::rules)
        .oauth2ResourceServer(
            tokens ->
                tokens
                    .jwt(
                        jwt ->
                            jwt.jwtAuthenticationConverter(
                                token -> Mono.just(new CallerAuthentication(token))))
                    .authenticationEntryPoint(tokenNeeded)
                    .accessDeniedHandler((exchange, fault) -> problems.forbidden(exchange)))
        .exceptionHandling(
            faults ->
                faults
                    .authenticationEntryPoint(tokenNeeded)
                    .accessDeniedHandler((exchange, fault) -> problems.forbidden(exchange)))
        .build();
  }

  private static String[] names(Role... roles) {
    return Arrays.stream(roles).map(Role::claim).toArray(String[]::new);
  }
}
