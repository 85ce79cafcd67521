package muster.apiedge.spring.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import muster.apiedge.metrics.CountedRefusals;
import muster.apiedge.netty.Edge;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import reactor.netty.NettyPipeline;

/** Every WebFlux service with this module on its class path has {@link Edge} and LastRequests. */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@EnableConfigurationProperties(EdgeSettings.class)
class ServerConfiguration {
  @Bean
  Edge edge(EdgeSettings settings, ObjectProvider<MeterRegistry> meters) {
    return new Edge(
        settings.limits(),
        new CountedRefusals(meters.getIfAvailable(() -> Metrics.globalRegistry)));
  }

  /** The codec's limits are settings ({@link ServerDefaults}): whoever sets one last sets all. */
  @Bean
  NettyServerCustomizer edgeOfEachConnection(Edge edge) {
    return http ->
        http.doOnChannelInit(
            (observer, connection, remote) -> edge.install(connection, NettyPipeline.HttpCodec));
  }

  @Bean
  ClientGone clientGone() {
    return new ClientGone();
  }

  @Bean
  LastRequests lastRequests(LifecycleProperties lifecycle, Edge edge) {
    return new LastRequests(lifecycle.getTimeoutPerShutdownPhase(), edge.connections());
  }
}
