package muster.notification.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import muster.apiedge.netty.Edge;
import org.jspecify.annotations.Nullable;

/** Puts the edge that all services have before Micronaut's own handlers. */
@Singleton
final class EdgeOfEachConnection
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final Edge edge;

  EdgeOfEachConnection(Edge edge) {
    this.edge = edge;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Installer(null));
    return event.getBean();
  }

  /**
   * @param connection null for the server itself
   */
  private final class Installer implements NettyServerCustomizer {
    private final @Nullable Channel connection;

    Installer(@Nullable Channel connection) {
      this.connection = connection;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return new Installer(role == ChannelRole.CONNECTION ? channel : null);
    }

    @Override
    public void onInitialPipelineBuilt() {
      if (connection != null) {
        edge.install(connection, ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
      }
    }
  }
}
