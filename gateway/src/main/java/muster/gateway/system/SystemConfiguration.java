package muster.gateway.system;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import muster.gateway.GatewaySettings;
import muster.gateway.route.OpenExchanges;
import muster.gateway.route.Service;
import muster.gateway.security.Callers;
import muster.gateway.system.gather.Gatherer;
import muster.gateway.system.http.SystemController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SystemConfiguration {
  @Bean
  Standings standings(Clock clock) {
    return new Standings(clock.instant());
  }

  /** All services at the same time: one that does not answer makes nobody wait. */
  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService gathering(
      HttpClient upstreamClient, Standings standings, Clock clock, GatewaySettings settings) {
    Gatherer gatherer = new Gatherer(upstreamClient, standings, clock);
    ScheduledExecutorService gathering =
        Executors.newScheduledThreadPool(
            Service.values().length, Thread.ofVirtual().name("gathering-", 0).factory());
    for (Service service : Service.values()) {
      var unused =
          gathering.scheduleWithFixedDelay(
              () -> gatherer.gather(service, settings.url(service)),
              0,
              settings.gatherEvery().toMillis(),
              TimeUnit.MILLISECONDS);
    }
    return gathering;
  }

  @Bean
  SystemController systemController(Standings standings, OpenExchanges exchanges, Callers callers) {
    return new SystemController(standings, exchanges, callers);
  }
}
