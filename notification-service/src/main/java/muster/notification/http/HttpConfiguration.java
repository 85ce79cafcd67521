package muster.notification.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Duration;
import muster.apiedge.metrics.CountedRefusals;
import muster.apiedge.netty.AddressRange;
import muster.apiedge.netty.Edge;
import muster.apiedge.netty.EdgeLimits;

@Factory
final class HttpConfiguration {

  @Singleton
  EdgeLimits edgeLimits(Environment environment) {
    EdgeLimits defaults = EdgeLimits.DEFAULT;
    return new EdgeLimits(
        environment
            .getProperty("muster.edge.header-timeout", Duration.class)
            .orElse(defaults.headerTimeout()),
        environment
            .getProperty("muster.edge.body-timeout", Duration.class)
            .orElse(defaults.bodyTimeout()),
        environment
            .getProperty("muster.edge.idle-timeout", Duration.class)
            .orElse(defaults.idleTimeout()),
        environment
            .getProperty("muster.edge.connections-per-address", Integer.class)
            .orElse(defaults.connectionsPerAddress()),
        environment
            .getProperty("muster.edge.exempt-addresses", String.class)
            .map(AddressRange::listOf)
            .orElse(defaults.exemptAddresses()),
        environment
            .getProperty("muster.edge.trusted-proxies", String.class)
            .map(AddressRange::listOf)
            .orElse(defaults.trustedProxies()));
  }

  @Singleton
  Edge edge(EdgeLimits limits, MeterRegistry meters) {
    return new Edge(limits, new CountedRefusals(meters));
  }
}
