package muster.gateway.session;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.apiedge.token.TokenCheck;
import muster.gateway.GatewaySettings;
import muster.gateway.route.OpenExchanges;
import muster.gateway.seal.Seal;
import muster.gateway.session.command.AccessTokens;
import muster.gateway.session.command.RenewalAhead;
import muster.gateway.session.http.SessionContexts;
import muster.gateway.session.http.SessionController;
import muster.gateway.session.http.SessionCookie;
import muster.gateway.session.http.SignedIn;
import muster.gateway.session.issuer.Accounts;
import muster.gateway.session.issuer.IdTokens;
import muster.gateway.session.issuer.IssuerCalls;
import muster.gateway.session.issuer.IssuerRegistration;
import muster.gateway.session.issuer.IssuerTokens;
import muster.gateway.session.issuer.LoginAge;
import muster.gateway.session.issuer.LoginOutcome;
import muster.gateway.session.issuer.LoginRequests;
import muster.gateway.session.issuer.LoginStart;
import muster.gateway.session.issuer.LogoutEverywhere;
import muster.gateway.session.postgres.SessionTable;
import muster.gateway.session.postgres.SessionTokensTable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.web.http.CookieSerializer;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SessionTable sessionTable(JdbcClient jdbc, Clock clock) {
    return new SessionTable(jdbc, clock);
  }

  @Bean
  TokenStore tokenStore(JdbcClient jdbc, Seal seal) {
    return new SessionTokensTable(jdbc, seal);
  }

  @Bean
  CookieSerializer sessionCookie(GatewaySettings settings) {
    return new SessionCookie(settings.isSecure());
  }

  @Bean
  SessionContexts sessionContexts() {
    return new SessionContexts();
  }

  @Bean
  IssuerRegistration issuerRegistration(
      IssuerCalls calls,
      GatewaySettings settings,
      @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") URI issuer) {
    return new IssuerRegistration(calls, issuer, settings.origin(), settings.secret());
  }

  @Bean
  IssuerCalls issuerCalls() {
    return new IssuerCalls();
  }

  @Bean
  NewTokens newTokens(IssuerRegistration registration, IssuerCalls calls, Clock clock) {
    return new IssuerTokens(registration, calls, clock);
  }

  @Bean
  IdTokens idTokens(@Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") URI issuer) {
    return new IdTokens(
        new TokenCheck(
            issuer, IssuerRegistration.CLIENT, new VirtualThreadTaskExecutor("id-token-keys-")));
  }

  @Bean
  Accounts accounts(TokenCheck tokens) {
    return new Accounts(tokens);
  }

  @Bean
  LoginRequests loginRequests(
      IssuerRegistration registration, Seal seal, GatewaySettings settings) {
    return new LoginRequests(registration, seal, settings.isSecure());
  }

  @Bean
  Device.Lifetimes sessionLifetimes(GatewaySettings settings) {
    return new Device.Lifetimes(settings.deskSession(), settings.phoneSession());
  }

  @Bean
  LoginAge loginAge(IssuerRegistration registration, Device.Lifetimes lifetimes) {
    return new LoginAge(registration, lifetimes);
  }

  @Bean
  LoginOutcome loginOutcome(TokenStore store, Device.Lifetimes lifetimes, Clock clock) {
    return new LoginOutcome(store, lifetimes, clock);
  }

  /** In the chain of security, not in front of everything. */
  @Bean
  FilterRegistrationBean<LoginStart> loginStart(IssuerRegistration registration) {
    FilterRegistrationBean<LoginStart> filter =
        new FilterRegistrationBean<>(new LoginStart(registration));
    filter.setEnabled(false);
    return filter;
  }

  @Bean
  LogoutEverywhere logoutEverywhere(
      SessionTable sessions,
      TokenStore store,
      IssuerRegistration registration,
      GatewaySettings settings,
      OpenExchanges open) {
    return new LogoutEverywhere(
        sessions, store, registration, settings.origin(), open::endStreamsOf);
  }

  @Bean
  AccessTokens accessTokens(
      TokenStore store,
      NewTokens issuer,
      SessionTable sessions,
      Clock clock,
      MeterRegistry meters) {
    return new AccessTokens(
        store,
        issuer,
        sessions,
        clock,
        result -> meters.counter("muster.gateway.renewals", "result", result).increment());
  }

  /** Asks the issuer, which may take its time. */
  @Bean(destroyMethod = "shutdownNow")
  ExecutorService renewalThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("renewal-", 0).factory());
  }

  @Bean
  RenewalAhead renewalAhead(
      TokenStore store,
      AccessTokens tokens,
      Clock clock,
      @Qualifier("renewalThreads") ExecutorService threads) {
    return new RenewalAhead(store, tokens, clock, threads);
  }

  @Bean
  SignedIn signedIn(AccessTokens tokens) {
    return new SignedIn(tokens);
  }

  @Bean
  SessionController sessionController(
      SignedIn signedIn, TokenStore store, GatewaySettings settings) {
    return new SessionController(signedIn, store, settings.exercise());
  }
}
