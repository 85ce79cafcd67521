package muster.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;

/** Whose request it is, by address: the peer's, or whom a trusted proxy in front speaks for. */
public final class ClientOf {
  static final String ATTRIBUTE = "muster.client";
  static final String THROUGH_THE_EDGE = "muster.edge";

  private ClientOf() {}

  /** Empty when a trusted proxy does not say. */
  public static Optional<InetAddress> request(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof InetAddress client
        ? Optional.of(client)
        : Optional.empty();
  }

  /** Whether it came by the gateway's own port, and not by one of the operators' alone. */
  public static boolean isThroughTheEdge(HttpServletRequest request) {
    return request.getAttribute(THROUGH_THE_EDGE) != null;
  }
}
