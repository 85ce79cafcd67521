package muster.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a test that runs in another process works a {@link BrowserProxy}: {@code POST /cut}, {@code
 * /restore}, {@code /break}, {@code /hold}, {@code /slow?bytesPerSecond=N}, and {@code GET /seen},
 * which names the hosts asked for, those among them that are foreign, and how many connections
 * there are. On the loopback interface, not through the proxy.
 */
public final class BrowserProxyControl implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SPEED = Pattern.compile("bytesPerSecond=([1-9][0-9]{0,8})");

  private final BrowserProxy proxy;
  private final HttpServer server;

  private BrowserProxyControl(BrowserProxy proxy, HttpServer server) {
    this.proxy = proxy;
    this.server = server;
  }

  public static BrowserProxyControl start(BrowserProxy proxy) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      BrowserProxyControl control = new BrowserProxyControl(proxy, server);
      server.createContext("/", control::answer);
      server.start();
      return control;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a slash at the end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      int status = 204;
      switch (asked) {
        case "POST /cut" -> proxy.cut();
        case "POST /restore" -> proxy.restore();
        case "POST /break" -> proxy.breakConnections();
        case "POST /hold" -> proxy.hold();
        case "POST /slow" -> status = slow(exchange.getRequestURI().getQuery());
        case "GET /seen" -> {
          byte[] seen = seen();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, seen.length);
          exchange.getResponseBody().write(seen);
          return;
        }
        default -> status = 404;
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int slow(@Nullable String query) {
    Matcher speed = SPEED.matcher(query == null ? "" : query);
    if (!speed.matches()) {
      return 400;
    }
    proxy.slowTo(Integer.parseInt(speed.group(1)));
    return 204;
  }

  private byte[] seen() {
    return JSON.writeValueAsString(
            Map.of(
                "hosts", proxy.hosts(),
                "foreign", proxy.foreignHosts(),
                "connections", proxy.connections()))
        .getBytes(UTF_8);
  }
}
