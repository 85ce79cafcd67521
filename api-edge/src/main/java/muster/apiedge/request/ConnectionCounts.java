package muster.apiedge.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** How many connections each client address has of one web server. */
public final class ConnectionCounts {
  private static final int NETWORK_BYTES = 8;

  private final Map<String, Integer> counts = new HashMap<>();
  private final int limit;

  /**
   * @param limit that one address may have at a time
   */
  public ConnectionCounts(int limit) {
    this.limit = limit;
  }

  /** One more for this address, to be given back by {@link #leave}; false when it has enough. */
  public synchronized boolean enter(InetAddress address) {
    String client = client(address);
    int now = counts.getOrDefault(client, 0);
    if (now >= limit) {
      return false;
    }
    counts.put(client, now + 1);
    return true;
  }

  public synchronized void leave(InetAddress address) {
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

  /** Who is counted as one: who has one IPv6 address has 2^64 of them. */
  public static String client(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
