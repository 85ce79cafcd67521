package muster.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import muster.apiedge.request.AddressRange;
import muster.apiedge.request.ConnectionCounts;
import muster.apiedge.request.EdgeLimits;
import muster.apiedge.request.RefusalLog;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The open connections: how many an address has, and whether a header that has begun comes to its
 * end. It looks a few times in each timeout, so a client may have up to a quarter more than it is
 * promised.
 */
final class ConnectionWatch implements Connection.Listener {
  static final Problem TOO_MANY =
      Problem.of(ProblemType.TOO_MANY_REQUESTS, "Your address has too many connections.");

  private final Map<Connection, Watched> open = new ConcurrentHashMap<>();
  private final EdgeLimits limits;
  private final ConnectionCounts counts;
  private final RefusalLog refusals;

  ConnectionWatch(EdgeLimits limits, RefusalLog refusals) {
    this.limits = limits;
    this.counts = new ConnectionCounts(limits.connectionsPerAddress());
    this.refusals = refusals;
  }

  /** What is known of one connection. */
  static final class Watched {
    private final Connection connection;
    private final ConnectionMetaData server;
    private final boolean behindProxy;
    private final @Nullable InetAddress counted;
    private final long openedAt = System.nanoTime();
    private int inWork;
    private long bytesSeen;
    private long headerSince;
    private boolean over;

    Watched(
        Connection connection,
        ConnectionMetaData server,
        boolean behindProxy,
        @Nullable InetAddress counted) {
      this.connection = connection;
      this.server = server;
      this.behindProxy = behindProxy;
      this.counted = counted;
    }

    boolean isBehindProxy() {
      return behindProxy;
    }

    /** False when nothing more is taken from it. */
    synchronized boolean begin() {
      inWork++;
      headerSince = 0;
      return !over;
    }

    synchronized void end() {
      inWork--;
      bytesSeen = connection.getBytesIn();
    }

    private synchronized boolean isHalfTold(long now, long timeout) {
      if (over || inWork > 0 || connection.getBytesIn() <= bytesSeen) {
        return false;
      }
      if (headerSince == 0) {
        headerSince = now;
        return false;
      }
      over = now - headerSince > timeout;
      return over;
    }

    private synchronized boolean isSilent(long now, long timeout) {
      return inWork == 0 && connection.getBytesIn() == 0 && now - openedAt > timeout;
    }

    private void answerLast(Problem problem) {
      RawAnswer.write(connection.getEndPoint(), server.getConnector().getScheduler(), problem);
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof ConnectionMetaData server)) {
      return; // of TLS, around the one that speaks HTTP
    }
    InetAddress peer =
        server.getRemoteSocketAddress() instanceof InetSocketAddress address
            ? address.getAddress()
            : null;
    boolean behindProxy = peer != null && AddressRange.anyContains(limits.trustedProxies(), peer);
    InetAddress counted = peer == null || behindProxy || isExempt(peer) ? null : peer;
    boolean entered = counted == null || counts.enter(counted);
    Watched watched = new Watched(connection, server, behindProxy, entered ? counted : null);
    open.put(connection, watched);
    if (!entered) {
      watched.over = true;
      refusals.refused(ProblemType.TOO_MANY_REQUESTS.status(), "too-many-connections");
      watched.answerLast(TOO_MANY);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Watched watched = open.remove(connection);
    if (watched != null && watched.counted != null) {
      counts.leave(watched.counted);
    }
  }

  Optional<Watched> find(Connection connection) {
    return Optional.ofNullable(open.get(connection));
  }

  /** Of a client that a trusted proxy speaks for: one more of its requests is being answered. */
  boolean enter(InetAddress client) {
    return isExempt(client) || counts.enter(client);
  }

  void leave(InetAddress client) {
    if (!isExempt(client)) {
      counts.leave(client);
    }
  }

  private boolean isExempt(InetAddress address) {
    return AddressRange.anyContains(limits.exemptAddresses(), address);
  }

  /** To be called a few times in each timeout. */
  void look() {
    long now = System.nanoTime();
    long timeout = limits.headerTimeout().toNanos();
    for (Watched watched : open.values()) {
      if (watched.isHalfTold(now, timeout)) {
        refusals.refused(ProblemType.REQUEST_TIMEOUT.status(), "header-timeout");
        watched.answerLast(Problem.of(ProblemType.REQUEST_TIMEOUT));
      } else if (watched.isSilent(now, timeout)) {
        watched.connection.close();
      }
    }
  }
}
