package muster.gateway.route;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import muster.gateway.GatewaySettings;
import muster.gateway.route.command.ExchangeWatch;
import muster.gateway.route.http.RequestHeaders;
import muster.gateway.route.http.UpstreamExchange;
import muster.gateway.session.Sessions;
import muster.gateway.session.command.RenewalAhead;
import muster.gateway.session.http.SignedIn;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
class RouteConfiguration {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

  @Bean
  OpenExchanges openExchanges() {
    return new OpenExchanges();
  }

  @Bean
  MeterBinder exchangeMeters(OpenExchanges open) {
    return (MeterRegistry meters) -> {
      Gauge.builder("muster.gateway.streams", open, OpenExchanges::streams).register(meters);
      Gauge.builder("muster.gateway.exchanges", open, OpenExchanges::size).register(meters);
    };
  }

  /**
   * Of the client to the services: what it does for an answer may wait for that answer's reader.
   */
  @Bean(destroyMethod = "shutdownNow")
  ExecutorService upstreamThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("upstream-", 0).factory());
  }

  @Bean(destroyMethod = "shutdownNow")
  HttpClient upstreamClient(ExecutorService upstreamThreads) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_WITHIN)
        .executor(upstreamThreads)
        .build();
  }

  @Bean
  UpstreamExchange upstreamExchange(
      HttpClient upstreamClient, OpenExchanges open, SignedIn signedIn, GatewaySettings settings) {
    return new UpstreamExchange(
        upstreamClient,
        open,
        signedIn,
        new RequestHeaders(signedIn),
        settings::url,
        settings.answerWithin(),
        settings.importWithin(),
        settings.maxStreams());
  }

  @Bean
  RouterFunction<ServerResponse> routesToServices(GatewaySettings settings) {
    RouterFunction<ServerResponse> all = route(Service.DISPATCH, settings);
    for (Service service : Service.values()) {
      if (service != Service.DISPATCH) {
        all = all.and(route(service, settings));
      }
    }
    return all;
  }

  private static RouterFunction<ServerResponse> route(Service service, GatewaySettings settings) {
    URI url = settings.url(service);
    return GatewayRouterFunctions.route(service.wireName())
        .route(
            request ->
                Routes.find(request.servletRequest().getRequestURI())
                    .filter(route -> route.service() == service)
                    .isPresent(),
            HandlerFunctions.http())
        .before(
            request -> {
              MvcUtils.setRequestUrl(request, url);
              return request;
            })
        .build();
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService exchangeWatch(
      OpenExchanges open, Sessions sessions, RenewalAhead renewals, GatewaySettings settings) {
    ExchangeWatch watch =
        new ExchangeWatch(
            open, sessions, renewals::look, settings.answerWithin(), settings.streamSilence());
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("exchange-watch").factory());
    long every = ExchangeWatch.EVERY.toMillis();
    var unused = clock.scheduleWithFixedDelay(watch::look, every, every, TimeUnit.MILLISECONDS);
    return clock;
  }
}
