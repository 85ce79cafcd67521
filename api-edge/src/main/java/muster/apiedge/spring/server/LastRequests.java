package muster.apiedge.spring.server;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import muster.apiedge.netty.Connections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServer;

/**
 * The web server's end, so that whoever has a connection when the service is asked to stop gets an
 * answer: no new connections, then {@value #NEWCOMERS_MILLIS} ms for requests that are on their way
 * on those there are, then the rest of what is being answered.
 *
 * <p>Reactor Netty's own graceful end closes at once every connection without a request in work. A
 * request that has come and was not read yet is lost with it: the client's connection is reset.
 */
final class LastRequests implements NettyServerCustomizer, WebFilter, SmartLifecycle, Ordered {
  static final int NEWCOMERS_MILLIS = 500;
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Duration patience;
  private final Connections connections;
  private volatile @Nullable DisposableServer server;
  private volatile boolean stopping;

  /**
   * @param patience with what is being answered
   * @param connections of this server
   */
  LastRequests(Duration patience, Connections connections) {
    this.patience = patience;
    this.connections = connections;
  }

  @Override
  public HttpServer apply(HttpServer http) {
    return http.doOnBound(bound -> server = bound);
  }

  /** A connection that is kept would only bring more requests. */
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (stopping) {
      exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
    }
    return chain.filter(exchange);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void start() {
    stopping = false;
  }

  @Override
  public void stop() {
    stopping = true;
    DisposableServer bound = server;
    if (bound != null) {
      long end = System.nanoTime() + patience.toNanos();
      bound.channel().close().awaitUninterruptibly();
      LockSupport.parkNanos(Duration.ofMillis(NEWCOMERS_MILLIS).toNanos());
      while (connections.open().stream().anyMatch(LastRequests::isAnswering)
          && System.nanoTime() - end < 0) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  private static boolean isAnswering(Channel connection) {
    return ChannelOperations.get(connection) != null;
  }

  @Override
  public boolean isRunning() {
    return server != null && !stopping;
  }

  /** Before the server's own end. */
  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
  }
}
