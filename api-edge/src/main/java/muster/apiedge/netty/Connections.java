package muster.apiedge.netty;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** The open connections of one web server, and how many each client address has of them. */
public final class Connections {
  private static final int NETWORK_BYTES = 8;

  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Map<String, Integer> counts = new HashMap<>();
  private final int limit;

  Connections(int limit) {
    this.limit = limit;
  }

  /** Those that are open now; a live view. */
  public Set<Channel> open() {
    return open;
  }

  void add(Channel connection) {
    open.add(connection);
  }

  /** One more for this address, to be given back by {@link #leave}; false when it has enough. */
  synchronized boolean enter(InetAddress address) {
    String client = client(address);
    int now = counts.getOrDefault(client, 0);
    if (now >= limit) {
      return false;
    }
    counts.put(client, now + 1);
    return true;
  }

  synchronized void leave(InetAddress address) {
    String client = client(address);
    int left = counts.getOrDefault(client, 0) - 1;
    if (left > 0) {
      counts.put(client, left);
    } else {
      counts.remove(client);
    }
  }

  /** How many addresses are counted: those without a connection are not remembered. */
  synchronized int addresses() {
    return counts.size();
  }

  /** Who has one IPv6 address has 2^64 of them. */
  private static String client(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
