package muster.apiedge.request;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a trusted proxy speaks for: the last address in {@code Forwarded} (RFC 7239), or else in
 * {@code X-Forwarded-For}, that is no trusted proxy itself. What stands before it was written by
 * the client and may be anything.
 */
public final class ClientAddress {
  private ClientAddress() {}

  /**
   * Empty when the proxy names nobody, or in a form that is no address.
   *
   * @param forwarded the values of {@code Forwarded}, in their order
   * @param forwardedFor those of {@code X-Forwarded-For}
   */
  public static Optional<InetAddress> named(
      List<String> forwarded, List<String> forwardedFor, List<AddressRange> trustedProxies) {
    List<String> hops = hops(forwarded, true);
    if (hops.isEmpty()) {
      hops = hops(forwardedFor, false);
    }
    for (String hop : hops.reversed()) {
      Optional<InetAddress> address = AddressRange.parse(withoutPort(hop));
      if (address.isEmpty() || !AddressRange.anyContains(trustedProxies, address.get())) {
        return address;
      }
    }
    return Optional.empty();
  }

  private static List<String> hops(List<String> values, boolean pairs) {
    List<String> hops = new ArrayList<>();
    for (String value : values) {
      for (String element : value.split(",")) {
        if (!pairs) {
          hops.add(element.strip());
        } else {
          for (String pair : element.split(";")) {
            String text = pair.strip();
            if (text.toLowerCase(Locale.ROOT).startsWith("for=")) {
              hops.add(text.substring("for=".length()).replace("\"", "").strip());
            }
          }
        }
      }
    }
    return hops;
  }

  /** {@code [2001:db8::1]:4711} and {@code 192.0.2.1:4711} without brackets and port. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? "" : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
