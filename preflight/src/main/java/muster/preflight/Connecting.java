package muster.preflight;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Connections that are only tried. */
final class Connecting {
  private Connecting() {}

  /** Empty when somebody listens there, else why not. */
  static Optional<StartMessage> obstacle(String host, int port, Duration atMost) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return Optional.of(StartMessage.of(MessageKey.UNKNOWN_HOST, host));
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, millis(atMost));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(why(e, host));
    }
  }

  static StartMessage why(Throwable failure, String host) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException _ -> {
          return StartMessage.of(MessageKey.UNKNOWN_HOST, host);
        }
        case SocketTimeoutException _ -> {
          return StartMessage.of(MessageKey.NO_ANSWER);
        }
        case NoRouteToHostException _ -> {
          return StartMessage.of(MessageKey.UNREACHABLE);
        }
        case ConnectException _ -> {
          return StartMessage.of(MessageKey.CONNECTION_REFUSED);
        }
        default -> {}
      }
    }
    return StartMessage.of(MessageKey.UNREACHABLE);
  }

  /** At least one, as zero would mean without end. */
  static int millis(Duration time) {
    return (int) Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE);
  }
}
