package muster.apiedge.netty;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.util.Set;
import muster.apiedge.request.ConnectionCounts;

/** The open connections of one web server, and how many each client address has of them. */
public final class Connections {
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ConnectionCounts counts;

  Connections(int limit) {
    this.counts = new ConnectionCounts(limit);
  }

  /** Those that are open now; a live view. */
  public Set<Channel> open() {
    return open;
  }

  void add(Channel connection) {
    open.add(connection);
  }

  /** One more for this address, to be given back by {@link #leave}; false when it has enough. */
  boolean enter(InetAddress address) {
    return counts.enter(address);
  }

  void leave(InetAddress address) {
    counts.leave(address);
  }
}
