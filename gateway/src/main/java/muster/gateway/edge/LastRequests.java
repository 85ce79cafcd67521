package muster.gateway.edge;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import muster.gateway.route.OpenExchanges;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * The web server's end, so that whoever has a connection when the gateway is asked to stop gets an
 * answer: no new connections, the streams end and their clients come back elsewhere or later, then
 * {@value #NEWCOMERS_MILLIS} ms for requests that are on their way on the connections there are.
 * What is being answered then, the server's own end waits for.
 */
final class LastRequests implements SmartLifecycle {
  static final int NEWCOMERS_MILLIS = 500;

  private final OpenExchanges exchanges;
  private final Duration patience;
  private volatile @Nullable Server server;
  private volatile boolean running;

  /**
   * @param patience with what is being answered
   */
  LastRequests(OpenExchanges exchanges, Duration patience) {
    this.exchanges = exchanges;
    this.patience = patience;
  }

  void of(Server made) {
    server = made;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    Server stopping = server;
    if (stopping == null) {
      return;
    }
    for (Connector connector : stopping.getConnectors()) {
      if (connector instanceof AbstractConnector known) {
        // Its own second would be too short for a request that is half there.
        known.setShutdownIdleTimeout(patience.toMillis());
      }
      var unused = connector.shutdown();
    }
    exchanges.endStreams();
    LockSupport.parkNanos(Duration.ofMillis(NEWCOMERS_MILLIS).toNanos());
    exchanges.endStreams();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the server's own end. */
  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE + 1;
  }
}
