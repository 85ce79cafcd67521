package muster.notification.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Duration;
import muster.apiedge.metrics.CountedRefusals;
import muster.apiedge.netty.Edge;
import muster.apiedge.request.EdgeLimits;
import org.jspecify.annotations.Nullable;

@Factory
final class HttpConfiguration {

  @Singleton
  EdgeLimits edgeLimits(Environment environment) {
    return EdgeLimits.of(
        setting(environment, "header-timeout", Duration.class),
        setting(environment, "body-timeout", Duration.class),
        setting(environment, "idle-timeout", Duration.class),
        setting(environment, "connections-per-address", Integer.class),
        setting(environment, "exempt-addresses", String.class),
        setting(environment, "trusted-proxies", String.class));
  }

  private static <T> @Nullable T setting(Environment environment, String name, Class<T> type) {
    return environment.getProperty("muster.edge." + name, type).orElse(null);
  }

  @Singleton
  Edge edge(EdgeLimits limits, MeterRegistry meters) {
    return new Edge(limits, new CountedRefusals(meters));
  }
}
