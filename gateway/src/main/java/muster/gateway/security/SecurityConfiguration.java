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
import muster.gateway.session.issuer.LoginAge;
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
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may do what. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** Before the library's filters, which come at -100. */
  private static final int BEFORE_SECURITY = -110;

  /** What lies below these; the first three names themselves are paths that nobody has. */
  private static final String[] SESSION_PATHS = {
    "/api/{below}/**", "/oauth2/{below}/**", "/login/{below}/**", "/logout"
  };

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
  SecurityFilterChain tokens(HttpSecurity http) throws Exception {
    RequestMatcher withToken =
        request -> isApi(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    return withoutSession(http)
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
      LoginAge age,
      LoginOutcome outcome,
      FilterRegistrationBean<LoginStart> loginStart,
      LogoutEverywhere logout)
      throws Exception {
    CookieCsrfTokenRepository csrfTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    csrfTokens.setCookieCustomizer(
        cookie -> cookie.path("/").secure(settings.isSecure()).sameSite("Lax"));
    LoginStart start = loginStart.getFilter();
    return bare(http)
        .securityMatcher(SESSION_PATHS)
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
                        authorization ->
                            authorization
                                .authorizationRequestResolver(age)
                                .authorizationRequestRepository(requests))
                    .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(issuer.forCodes()))
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
    return withoutSession(http)
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

  /**
   * On a port of their own there is no edge that would say whose a request is: who reaches it may.
   */
  private static boolean isReader(HttpServletRequest request, List<AddressRange> readers) {
    return ClientOf.request(request)
        .map(client -> AddressRange.anyContains(readers, client))
        .orElse(!ClientOf.isThroughTheEdge(request));
  }

  private static boolean isApi(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api/");
  }

  private static HttpSecurity withoutSession(HttpSecurity http) throws Exception {
    return bare(http)
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }

  /** Of the library's own ways to sign in there is none; the headers are those of every answer. */
  private static HttpSecurity bare(HttpSecurity http) throws Exception {
    return http.formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable);
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
