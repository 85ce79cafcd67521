package muster.apiedge.spring;

import java.util.Arrays;
import java.util.function.Consumer;
import muster.contracts.access.Role;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import reactor.core.publisher.Mono;

/**
 * The security of a service: a bearer token for everything but health, metrics and the API's own
 * description, and the service's own table of who may call what. Controllers take the caller as
 * {@code @AuthenticationPrincipal Caller}.
 *
 * <pre>{@code
 * @Bean
 * SecurityWebFilterChain security(ServerHttpSecurity http) {
 *   return ApiSecurity.chain(
 *       http,
 *       rules ->
 *           rules
 *               .pathMatchers(HttpMethod.GET, "/api/alerts/**")
 *               .hasAnyAuthority(ApiSecurity.names(DISPATCHER, OFFICER, OPERATOR)));
 * }
 * }</pre>
 */
public final class ApiSecurity {
  private static final String[] OPEN = {
    "/actuator/health/**",
    "/actuator/prometheus",
    "/v3/api-docs/**",
    "/v3/api-docs.yaml",
    "/swagger-ui.html",
    "/swagger-ui/**",
    "/webjars/**"
  };

  private ApiSecurity() {}

  /**
   * @param table the service's paths and the roles that they need, the first that matches counts;
   *     what it leaves open any good token may call. Roles are checked here, before a body is read;
   *     scopes where the jurisdiction is known.
   */
  public static SecurityWebFilterChain chain(
      ServerHttpSecurity http, Consumer<AuthorizeExchangeSpec> table) {
    ServerAuthenticationEntryPoint tokenNeeded =
        (exchange, fault) -> ProblemWriter.write(exchange, unauthorized(fault));
    ServerAccessDeniedHandler roleNeeded =
        (exchange, fault) -> ProblemWriter.write(exchange, ProblemType.FORBIDDEN);
    // A token comes with each request, in a header that no browser sends by itself: there is no
    // session to keep and nothing to forge.
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(
            rules -> {
              rules.pathMatchers(OPEN).permitAll();
              table.accept(rules);
              rules.anyExchange().authenticated();
            })
        .oauth2ResourceServer(
            tokens ->
                tokens
                    .jwt(
                        jwt ->
                            jwt.jwtAuthenticationConverter(
                                token -> Mono.just(new CallerAuthentication(token))))
                    .authenticationEntryPoint(tokenNeeded)
                    .accessDeniedHandler(roleNeeded))
        .exceptionHandling(
            faults -> faults.authenticationEntryPoint(tokenNeeded).accessDeniedHandler(roleNeeded))
        .build();
  }

  /** The authorities that these roles grant: their names in the token. */
  public static String[] names(Role... roles) {
    return Arrays.stream(roles).map(Role::claim).toArray(String[]::new);
  }

  /** RFC 6750: nothing more is said to somebody who sent no token at all. */
  private static Problem unauthorized(AuthenticationException fault) {
    return fault instanceof OAuth2AuthenticationException
        ? Problem.invalidToken()
        : Problem.of(ProblemType.UNAUTHORIZED);
  }
}
