package muster.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a service listens. */
final class Port {
  static final int HIGHEST = 65_535;
  static final String ADDRESS_SETTING = "SERVER_ADDRESS";

  private Port() {}

  /**
   * Listens for a moment.
   *
   * @param setting of the port
   * @param value below 1 for any that is free
   */
  static void check(
      String setting, @Nullable String address, @Nullable String value, Consumer<Refusal> refused) {
    int port;
    try {
      port = value == null ? 0 : Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      port = HIGHEST + 1;
    }
    if (port > HIGHEST) {
      refused.accept(
          Refusal.of(setting, MessageKey.PORT_MALFORMED, Redacted.url(String.valueOf(value))));
      return;
    }
    String here = address == null ? "" : address.strip();
    InetAddress local;
    try {
      local = here.isEmpty() ? null : InetAddress.getByName(here);
    } catch (UnknownHostException e) {
      refused.accept(Refusal.of(ADDRESS_SETTING, MessageKey.ADDRESS_NOT_HERE, Redacted.url(here)));
      return;
    }
    if (local != null && !isHere(local)) {
      refused.accept(Refusal.of(ADDRESS_SETTING, MessageKey.ADDRESS_NOT_HERE, Redacted.url(here)));
    } else if (port > 0 && !isFree(local, port)) {
      refused.accept(Refusal.of(setting, MessageKey.PORT_TAKEN, Integer.toString(port)));
    }
  }

  private static boolean isHere(InetAddress address) {
    return isFree(address, 0);
  }

  private static boolean isFree(@Nullable InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
