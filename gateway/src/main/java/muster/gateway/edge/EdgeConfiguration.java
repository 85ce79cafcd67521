package muster.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import muster.apiedge.metrics.CountedRefusals;
import muster.apiedge.request.EdgeLimits;
import muster.apiedge.request.RefusalLog;
import muster.gateway.TlsFiles;
import muster.gateway.route.OpenExchanges;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
  /** Strict; that a target names another host is refused by the rules of all services. */
  private static final HttpCompliance COMPLIANCE =
      HttpCompliance.STRICT.with("muster", HttpCompliance.Violation.MISMATCHED_AUTHORITY);

  private static final int LOOKS = 4;
  private static final int AFTER_FAULTS = Ordered.HIGHEST_PRECEDENCE + 10;
  private static final Logger log = LoggerFactory.getLogger(EdgeConfiguration.class);

  @Bean
  EdgeLimits edgeLimits(EdgeSettings settings) {
    return settings.limits();
  }

  @Bean
  RefusalLog refusals(MeterRegistry meters) {
    return new CountedRefusals(meters);
  }

  @Bean
  ConnectionWatch connectionWatch(EdgeLimits limits, RefusalLog refusals) {
    return new ConnectionWatch(limits, refusals);
  }

  @Bean
  FilterRegistrationBean<BodyFilter> bodyFilter(EdgeLimits limits) {
    FilterRegistrationBean<BodyFilter> filter =
        new FilterRegistrationBean<>(new BodyFilter(limits.bodyTimeout()));
    filter.setOrder(AFTER_FAULTS);
    return filter;
  }

  @Bean
  LastRequests lastRequests(OpenExchanges exchanges, LifecycleProperties lifecycle) {
    return new LastRequests(exchanges, lifecycle.getTimeoutPerShutdownPhase());
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService edgeWatch(
      EdgeLimits limits, ConnectionWatch watch, FilterRegistrationBean<BodyFilter> bodyFilter) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("edge-watch").factory());
    every(clock, limits.headerTimeout(), watch::look);
    BodyFilter bodies = bodyFilter.getFilter();
    if (bodies != null) {
      every(clock, limits.bodyTimeout(), bodies::look);
    }
    return clock;
  }

  private static void every(ScheduledExecutorService clock, Duration timeout, Runnable look) {
    long millis = Math.clamp(timeout.dividedBy(LOOKS).toMillis(), 10, 5_000);
    var unused =
        clock.scheduleWithFixedDelay(
            () -> {
              try {
                look.run();
              } catch (RuntimeException e) { // it has to go on
                log.error("A look at the connections failed", e);
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> edge(
      EdgeLimits limits,
      RefusalLog refusals,
      ConnectionWatch watch,
      LastRequests lastRequests,
      SslBundles bundles,
      Environment environment) {
    return factory ->
        factory.addServerCustomizers(
            server -> {
              for (Connector connector : server.getConnectors()) {
                prepare(connector, limits, watch);
              }
              server.setHandler(new EdgeHandler(server.getHandler(), limits, watch, refusals));
              server.setErrorHandler(new EdgeErrors(refusals));
              lastRequests.of(server);
              if (TlsFiles.BUNDLE.equals(environment.getProperty("server.ssl.bundle"))) {
                bundles.addBundleUpdateHandler(
                    TlsFiles.BUNDLE, changed -> readAgain(server, changed));
              }
            });
  }

  private static void prepare(Connector connector, EdgeLimits limits, ConnectionWatch watch) {
    if (connector instanceof AbstractConnector known) {
      known.setIdleTimeout(limits.idleTimeout().toMillis());
      known.addBean(watch);
    }
    connector.getConnectionFactories().stream()
        .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
        .map(each -> ((HttpConfiguration.ConnectionFactory) each).getHttpConfiguration())
        .forEach(
            http -> {
              http.setHttpCompliance(COMPLIANCE);
              // What targets may be is said by the rules of all services, not by Jetty's.
              http.setUriCompliance(UriCompliance.UNSAFE);
              http.setSendServerVersion(false);
              // Which scheme and port browsers see is not always known here.
              http.setRelativeRedirectAllowed(true);
              SecureRequestCustomizer secure = http.getCustomizer(SecureRequestCustomizer.class);
              if (secure != null) {
                // Which names the certificate is for, browsers look at themselves.
                secure.setSniHostCheck(false);
              }
            });
  }

  /** For connections from now on. */
  private static void readAgain(Server server, SslBundle changed) {
    for (Connector connector : server.getConnectors()) {
      SslConnectionFactory tls = connector.getConnectionFactory(SslConnectionFactory.class);
      if (tls != null) {
        try {
          tls.getSslContextFactory()
              .reload(factory -> factory.setKeyStore(changed.getStores().getKeyStore()));
          log.info("The certificate has been read again");
        } catch (Exception e) { // whatever Jetty throws, the one before goes on
          log.error("The changed certificate can't be used", e);
        }
      }
    }
  }
}
