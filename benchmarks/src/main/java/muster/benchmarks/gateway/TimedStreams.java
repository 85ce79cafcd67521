package muster.benchmarks.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A service whose event streams all say, at the same moment, what time it is: so whoever reads them
 * in the same JVM knows how long an event was on its way.
 */
final class TimedStreams implements AutoCloseable {
  private static final int BACKLOG = 10_000;
  private static final byte[] END = new byte[0];

  private final HttpServer server;
  private final Queue<BlockingQueue<byte[]>> streams = new ConcurrentLinkedQueue<>();

  TimedStreams() {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/stream", this::stream);
    server.createContext("/api/receipts", TimedStreams::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  int open() {
    return streams.size();
  }

  /** To all streams, in turns from the first to the last and back, so that none is favoured. */
  void tell(boolean backwards) {
    byte[] event =
        ("id: 1\nevent: time.v1\ndata: " + System.nanoTime() + "\n\n")
            .getBytes(StandardCharsets.US_ASCII);
    if (backwards) {
      streams.stream().toList().reversed().forEach(stream -> stream.add(event));
    } else {
      streams.forEach(stream -> stream.add(event));
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      out.write(": connected\n\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      streams.add(events);
      for (byte[] event = events.take(); event != END; event = events.take()) {
        out.write(event);
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.remove(events);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    streams.forEach(stream -> stream.add(END));
    server.stop(0);
  }
}
