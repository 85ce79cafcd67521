package muster.apiedge.request;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the web server waits for a client and how many connections one may have. The settings
 * are named alike in all services, {@code muster.edge.} and the name in kebab case.
 *
 * @param headerTimeout from a request's first byte to the end of its header, and from the beginning
 *     of a connection to its first byte
 * @param bodyTimeout in which {@value #BODY_PROGRESS_BYTES} more bytes of a body must come, or its
 *     end, while the service is ready to take them
 * @param idleTimeout for which a connection may be open with no request on it. A request that is
 *     being answered is no idleness, however long it takes: streams are not touched
 * @param connectionsPerAddress that one client address may have at a time; IPv6 addresses of one
 *     /64 are one client
 * @param exemptAddresses whose connections are not counted
 * @param trustedProxies whose connections are not counted either; who stands behind them is taken
 *     from {@code Forwarded} or {@code X-Forwarded-For}, and counted for each request in work
 */
public record EdgeLimits(
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration idleTimeout,
    int connectionsPerAddress,
    List<AddressRange> exemptAddresses,
    List<AddressRange> trustedProxies) {
  /** Of a request's header, in bytes; also of its first line. */
  public static final int HEADER_BYTES = 16 * 1024;

  /** A body that comes slower than this in each {@code bodyTimeout} is not waited for. */
  public static final int BODY_PROGRESS_BYTES = 1024;

  public static final EdgeLimits DEFAULT =
      new EdgeLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          2_000,
          AddressRange.listOf("127.0.0.0/8, ::1"),
          List.of());

  public EdgeLimits {
    requirePositive("muster.edge.header-timeout", headerTimeout);
    requirePositive("muster.edge.body-timeout", bodyTimeout);
    requirePositive("muster.edge.idle-timeout", idleTimeout);
    if (connectionsPerAddress < 1) {
      throw new IllegalArgumentException(
          "muster.edge.connections-per-address must be at least 1, not " + connectionsPerAddress);
    }
    exemptAddresses = List.copyOf(exemptAddresses);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * Of settings: what is null is as in {@link #DEFAULT}.
   *
   * @param exemptAddresses addresses and ranges with commas; empty exempts nobody
   * @param trustedProxies likewise
   */
  public static EdgeLimits of(
      @Nullable Duration headerTimeout,
      @Nullable Duration bodyTimeout,
      @Nullable Duration idleTimeout,
      @Nullable Integer connectionsPerAddress,
      @Nullable String exemptAddresses,
      @Nullable String trustedProxies) {
    return new EdgeLimits(
        headerTimeout == null ? DEFAULT.headerTimeout : headerTimeout,
        bodyTimeout == null ? DEFAULT.bodyTimeout : bodyTimeout,
        idleTimeout == null ? DEFAULT.idleTimeout : idleTimeout,
        connectionsPerAddress == null ? DEFAULT.connectionsPerAddress : connectionsPerAddress,
        exemptAddresses == null ? DEFAULT.exemptAddresses : AddressRange.listOf(exemptAddresses),
        trustedProxies == null ? DEFAULT.trustedProxies : AddressRange.listOf(trustedProxies));
  }

  private static void requirePositive(String setting, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(setting + " must be positive, not " + duration);
    }
  }
}
