package muster.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Ports of the loopback interface. */
public final class FreePorts {
  /**
   * Remembered so that two parts set up in a row cannot be given the same port before either has
   * bound it.
   */
  private static final Set<Integer> HANDED_OUT = new HashSet<>();

  private static final int ATTEMPTS = 1_000;

  private FreePorts() {}

  /** A port that nothing listens on now and that this process has not handed out before. */
  public static synchronized int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (HANDED_OUT.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("No free port on the loopback interface", e);
      }
    }
    throw new IllegalStateException("No free port that was not handed out before");
  }

  /** Whether a server could bind the port on the loopback interface now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do on Linux: connections of an earlier run in TIME_WAIT are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
