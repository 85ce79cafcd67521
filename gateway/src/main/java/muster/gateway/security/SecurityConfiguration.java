package muster.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import muster.apiedge.request.AddressRange;
import muster.apiedge.token.TokenCheck;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.gateway.GatewaySettings;
import muster.gateway.edge.ClientOf;
import muster.gateway.problem.ProblemWriter;
import muster.gateway.session.http.SessionContexts;
import muster.gateway.session.http.SignedIn;
import muster.gateway.session.issuer.Accounts;
import muster.gateway.session.issuer.IssuerCalls;
import muster.gateway.session.issuer.IssuerRegistration;
import muster.gateway.session.issuer.LoginOutcome;
import muster.gateway.session.issuer.LoginRequests;
import muster.gateway.session.issuer.LoginStart;
import muster.gateway.session.issuer.LogoutEverywhere;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may do what, and what browsers are told of the origin. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** Before the library's filters, which come at -100. */
  private static final int BEFORE_SECURITY = -110;

  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; worker-src 'self';"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none';"
          + " form-action 'self'";
  private static final String PERMISSIONS =
      "camera=(), microphone=(), payment=(), usb=(), serial=(), bluetooth=(), midi=(),"
          + " display-capture=()";
  private static final long YEAR_SECONDS = 31_536_000;
  private static final Problem NOT_ITS_OWN =
      Problem.of(
          ProblemType.FORBIDDEN,
          "Send the value of the cookie XSRF-TOKEN as the header X-XSRF-TOKEN.");

  @Bean
  TokenCheck tokenCheck(
      @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") URI issuer,
      @Value("${muster.audience}") String audience) {
    return new TokenCheck(issuer, audience, new VirtualThreadTaskExecutor("issuer-keys-"));
  }

  @Bean
  Callers callers(TokenCheck tokens, SignedIn signedIn) {
    return new Callers(tokens, signedIn);
  }

  @Bean
  FilterRegistrationBean<OneIdentity> oneIdentity() {
    FilterRegistrationBean<OneIdentity> filter = new FilterRegistrationBean<>(new OneIdentity());
    filter.setOrder(BEFORE_SECURITY);
    return filter;
  }

  /** API clients: the token goes on as it is, and whoever answers looks at it. */
  @Bean
  @Order(1)
  SecurityFilterChain tokens(HttpSecurity http, GatewaySettings settings) throws Exception {
    RequestMatcher withToken =
        request -> isApi(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    return withoutSession(http, settings)
        .securityMatcher(withToken)
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .build();
  }

  /** Browsers: sessions, login, logout. */
  @Bean
  @Order(2)
  SecurityFilterChain sessions(
      HttpSecurity http,
      GatewaySettings settings,
      SessionContexts contexts,
      IssuerRegistration registration,
      IssuerCalls issuer,
      Accounts accounts,
      LoginRequests requests,
      LoginOutcome outcome,
      FilterRegistrationBean<LoginStart> loginStart,
      LogoutEverywhere logout)
      throws Exception {
    CookieCsrfTokenRepository csrfTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    csrfTokens.setCookieCustomizer(
        cookie -> cookie.path("/").secure(settings.isSecure()).sameSite("Lax"));
    LoginStart start = loginStart.getFilter();
    return headers(http, settings)
        .securityMatcher("/api/**", "/oauth2/**", "/login/**", "/logout")
        .securityContext(context -> context.securityContextRepository(contexts))
        .csrf(csrf -> csrf.spa().csrfTokenRepository(csrfTokens))
        .requestCache(AbstractHttpConfigurer::disable)
        // Whoever was signed in before in this browser is not any more.
        .sessionManagement(
            sessions ->
                sessions
                    .sessionCreationPolicy(SessionCreationPolicy.NEVER)
                    .sessionFixation(fixation -> fixation.newSession()))
        .authorizeHttpRequests(
            all -> all.requestMatchers("/api/**").authenticated().anyRequest().permitAll())
        .addFilterBefore(
            start == null ? new LoginStart(registration) : start,
            OAuth2AuthorizationRequestRedirectFilter.class)
        .oauth2Login(
            login ->
                login
                    .loginPage("/")
                    .clientRegistrationRepository(registration)
                    .authorizedClientRepository(outcome)
                    .authorizationEndpoint(
                        authorization -> authorization.authorizationRequestRepository(requests))
                    .tokenEndpoint(
                        tokens -> tokens.accessTokenResponseClient(issuer.forCodes()))
                    .userInfoEndpoint(users -> users.oidcUserService(accounts))
                    .successHandler(outcome)
                    .failureHandler(outcome))
        .logout(
            leaving ->
                leaving
                    .logoutRequestMatcher(
                        request ->
                            request.getMethod().equals(HttpMethod.POST.name())
                                && request.getRequestURI().equals("/logout"))
                    .addLogoutHandler(logout)
                    .logoutSuccessHandler(logout))
        .exceptionHandling(
            faults ->
                faults
                    .authenticationEntryPoint(
                        (request, response, fault) ->
                            ProblemWriter.write(
                                request, response, Problem.of(ProblemType.UNAUTHORIZED)))
                    .accessDeniedHandler(SecurityConfiguration::denied))
        .build();
  }

  /** Pages, health and metrics: for everybody, and without any cookie. */
  @Bean
  @Order(3)
  SecurityFilterChain pages(HttpSecurity http, GatewaySettings settings) throws Exception {
    List<AddressRange> readers = settings.metricReaders();
    return withoutSession(http, settings)
        .authorizeHttpRequests(
            all ->
                all.requestMatchers("/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .access(
                        (who, context) ->
                            new AuthorizationDecision(isReader(context.getRequest(), readers)))
                    .anyRequest()
                    .permitAll())
        // Whoever may not read them is not told that they are there.
        .exceptionHandling(
            faults ->
                faults
                    .authenticationEntryPoint(
                        (request, response, fault) ->
                            ProblemWriter.write(
                                request, response, Problem.of(ProblemType.NOT_FOUND)))
                    .accessDeniedHandler(
                        (request, response, fault) ->
                            ProblemWriter.write(
                                request, response, Problem.of(ProblemType.NOT_FOUND))))
        .build();
  }

  /** On a port of their own there is no edge that would say whose a request is: who reaches it may. */
  private static boolean isReader(HttpServletRequest request, List<AddressRange> readers) {
    return ClientOf.request(request)
        .map(client -> AddressRange.anyContains(readers, client))
        .orElse(!ClientOf.isThroughTheEdge(request));
  }

  private static boolean isApi(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api/");
  }

  private static HttpSecurity withoutSession(HttpSecurity http, GatewaySettings settings)
      throws Exception {
    return headers(http, settings)
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }

  private static HttpSecurity headers(HttpSecurity http, GatewaySettings settings)
      throws Exception {
    return http.formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                    .frameOptions(frames -> frames.deny())
                    .crossOriginOpenerPolicy(
                        policy ->
                            policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        policy ->
                            policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                    .httpStrictTransportSecurity(
                        policy ->
                            policy
                                .maxAgeInSeconds(YEAR_SECONDS)
                                .includeSubDomains(false)
                                .requestMatcher(
                                    settings.isSecure()
                                        ? AnyRequestMatcher.INSTANCE
                                        : request -> false)));
  }

  /** Whoever is not signed in is told so, and not what else is missing. */
  private static void denied(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException fault)
      throws IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    boolean signedIn =
        who != null && who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken);
    ProblemWriter.write(
        request,
        response,
        !signedIn
            ? Problem.of(ProblemType.UNAUTHORIZED)
            : fault instanceof CsrfException ? NOT_ITS_OWN : Problem.of(ProblemType.FORBIDDEN));
  }
}
