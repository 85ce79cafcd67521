package muster.apiedge.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import muster.apiedge.request.AddressRange;
import muster.apiedge.request.EdgeLimits;
import muster.apiedge.request.RefusalLog;

/**
 * What stands between one web server's network and its framework: {@link #install} puts it into
 * each connection. Strict framing, targets and header fields, timeouts, a limit of connections per
 * client, and an answer in the catalogue's form to whatever is not let in.
 *
 * <p>The codec of the connection must have a header limit of {@link EdgeLimits#HEADER_BYTES}, and
 * its limit of the first line too: they are the framework's to set.
 */
public final class Edge {
  private static final String TIMEOUTS = "muster.connectionTimeouts";
  private static final String GATE = "muster.requestGate";

  private final EdgeLimits limits;
  private final RefusalLog refusals;
  private final Connections connections;

  /**
   * @param refusals is told of what is refused here, and of every answer 401 or 403
   */
  public Edge(EdgeLimits limits, RefusalLog refusals) {
    this.limits = limits;
    this.refusals = refusals;
    this.connections = new Connections(limits.connectionsPerAddress());
  }

  public Connections connections() {
    return connections;
  }

  /**
   * For a connection that is being set up, before anything was read from it.
   *
   * @param codec the name that the HTTP/1.1 codec has in the connection's pipeline
   */
  public void install(Channel connection, String codec) {
    InetAddress peer =
        connection.remoteAddress() instanceof InetSocketAddress address
            ? address.getAddress()
            : null;
    boolean behindProxy = peer != null && AddressRange.anyContains(limits.trustedProxies(), peer);
    Progress progress = new Progress();
    RequestGate gate = new RequestGate(progress, connections, limits, refusals, behindProxy);
    ChannelPipeline pipeline = connection.pipeline();
    pipeline.addBefore(codec, TIMEOUTS, new ConnectionTimeouts(limits, progress, gate));
    pipeline.addAfter(codec, GATE, gate);
    connections.add(connection);
    if (peer != null && !behindProxy && !AddressRange.anyContains(limits.exemptAddresses(), peer)) {
      if (connections.enter(peer)) {
        connection.closeFuture().addListener(closed -> connections.leave(peer));
      } else {
        gate.refuseConnection(connection);
      }
    }
  }
}
