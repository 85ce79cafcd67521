package muster.browserstories;

import static java.net.URLDecoder.decode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import muster.localstack.LocalStack;
import muster.localstack.Part;

/**
 * How a story, which runs in another process, kills a service and brings it back: {@code POST
 * /kill/MODULE} and {@code POST /restart/MODULE?SETTING=VALUE&…}, with settings it has from then
 * on, which answer when that is done. On the loopback interface.
 */
final class StackControl implements AutoCloseable {
  private final LocalStack stack;
  private final HttpServer server;

  private StackControl(LocalStack stack, HttpServer server) {
    this.stack = stack;
    this.server = server;
  }

  static StackControl start(LocalStack stack) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    StackControl control = new StackControl(stack, server);
    server.createContext("/", control::answer);
    server.start();
    return control;
  }

  /** Without a slash at the end. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(carryOut(exchange) ? 204 : 404, -1);
    }
  }

  private boolean carryOut(HttpExchange exchange) {
    List<String> asked = List.of(exchange.getRequestURI().getPath().split("/"));
    if (!exchange.getRequestMethod().equals("POST") || asked.size() != 3) {
      return false;
    }
    Optional<Part> part = Part.findByModule(asked.get(2)).filter(Part.programs()::contains);
    if (part.isEmpty()) {
      return false;
    }
    switch (asked.get(1)) {
      case "kill" -> stack.killService(part.get());
      case "restart" -> stack.restartService(part.get(), settings(exchange.getRequestURI()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> settings(URI asked) {
    return Optional.ofNullable(asked.getRawQuery()).stream()
        .flatMap(query -> Stream.of(query.split("&")))
        .map(setting -> setting.split("=", 2))
        .collect(
            toUnmodifiableMap(
                setting -> decode(setting[0], UTF_8), setting -> decode(setting[1], UTF_8)));
  }
}
