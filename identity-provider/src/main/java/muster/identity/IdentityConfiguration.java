package muster.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** Which accounts there are, what their tokens say, and which addresses ask for what. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  private static final String LOGIN = "/login";

  @Bean
  AccountDirectory accountDirectory(IdentitySettings settings) {
    return new AccountDirectory(
        settings.accounts().stream().map(IdentitySettings.AccountSettings::account).toList());
  }

  @Bean
  UserDetailsService users(IdentitySettings settings) {
    List<UserDetails> people =
        settings.accounts().stream()
            .filter(account -> !account.machine())
            .map(
                account ->
                    User.withUsername(account.username())
                        .password(settings.demoPassword())
                        .authorities(account.roles().toArray(String[]::new))
                        .build())
            .toList();
    return new InMemoryUserDetailsManager(people);
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(IdentitySettings settings) throws IOException {
    return new ImmutableJWKSet<>(new JWKSet(SigningKey.loadOrCreate(settings.keyFolder())));
  }

  @Bean
  JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
    return new NimbusJwtEncoder(keys);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  MusterClaims musterClaims(IdentitySettings settings) {
    return new MusterClaims(settings.audience());
  }

  @Bean
  DemoTokens demoTokens(
      JwtEncoder encoder,
      MusterClaims claims,
      AccountDirectory accounts,
      IdentitySettings settings,
      AuthorizationServerSettings server,
      Clock clock) {
    return new DemoTokens(
        encoder,
        claims,
        accounts,
        Objects.requireNonNull(server.getIssuer(), "issuer"),
        settings.demoTokenLifetime(),
        settings.wholeCity(),
        clock);
  }

  /** A machine's account bears the name of its client. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claimsOfTheAccount(
      AccountDirectory accounts, MusterClaims claims) {
    return context -> {
      Authentication principal = Objects.requireNonNull(context.getPrincipal(), "principal");
      Account account =
          accounts
              .findByUsername(principal.getName())
              .orElseThrow(() -> new IllegalStateException("No account " + principal.getName()));
      if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
        claims.writeAccess(account, context.getClaims());
      } else {
        claims.writePerson(account, context.getClaims());
      }
    };
  }

  @Bean
  @Order(1)
  SecurityFilterChain protocolEndpoints(HttpSecurity http) throws Exception {
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher(server.getEndpointsMatcher());
              server.oidc(Customizer.withDefaults());
            })
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        // A browser without a session is sent to the login page; a program gets its 401.
        .exceptionHandling(
            handling ->
                handling.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint(LOGIN),
                    new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain demoEndpoint(HttpSecurity http) throws Exception {
    return http.securityMatcher("/demo/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().access(new LoopbackOnly()))
        // No cookie is asked for here, so there is nothing a foreign page could ride on; it can't
        // read the answer either.
        .csrf(csrf -> csrf.disable())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain loginAndHealth(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/actuator/health/**", LOGIN, "/error")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage(LOGIN))
        .build();
  }
}
