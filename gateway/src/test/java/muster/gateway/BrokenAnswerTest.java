package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi;
import muster.testbed.OnRealServers;
import muster.testbed.RawConnection;
import muster.testbed.RefusalContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that dies in the middle of its answer, or answers before it has heard all. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenAnswerTest {
  private static final int CHUNK = 16 * 1024;

  private final RunningGateway gateway = RunningGateway.get();
  private final int port = FreePorts.next();
  private final DyingService service = new DyingService();
  private final HttpApi http = new HttpApi(port);
  private ConfigurableApplicationContext inFrontOfIt;

  @BeforeAll
  void start() {
    inFrontOfIt =
        gateway.start(
            port,
            Map.of("MUSTER_REPORT_URL", service.url(), "MUSTER_VOLUNTEER_URL", service.url()));
  }

  @AfterAll
  void stop() {
    inFrontOfIt.close();
    service.close();
  }

  /**
   * Answers the path {@code /api/reports/FRAMING/CHUNKS} by so many chunks of an answer that would
   * have one more, and closes. Refuses an import where its client waits for that.
   */
  private static final class DyingService implements AutoCloseable {
    private final ServerSocket server;

    DyingService() {
      try {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Thread.ofVirtual().name("dying-service").start(this::serve);
    }

    String url() {
      return "http://localhost:" + server.getLocalPort();
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket connection = server.accept()) {
          answer(connection);
        } catch (IOException e) {
          continue; // closed, or the gateway has let go
        }
      }
    }

    private static void answer(Socket connection) throws IOException {
      String head = head(connection.getInputStream());
      String[] path = head.split(" ")[1].split("/");
      OutputStream out = connection.getOutputStream();
      if (head.contains("/import ") && head.toLowerCase(Locale.ROOT).contains("100-continue")) {
        write(out, "HTTP/1.1 403 No\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
      }
      if (path.length < 5) {
        return; // somebody asks how it is
      }
      boolean chunked = path[3].equals("chunked");
      int chunks = Integer.parseInt(path[4]);
      write(
          out,
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
              + (chunked
                  ? "Transfer-Encoding: chunked\r\n\r\n"
                  : "Content-Length: " + (chunks + 1) * CHUNK + "\r\n\r\n"));
      for (int i = 0; i < chunks; i++) {
        String part = "x".repeat(CHUNK);
        write(out, chunked ? Integer.toHexString(CHUNK) + "\r\n" + part + "\r\n" : part);
      }
    }

    private static String head(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("half a request");
        }
        head.append((char) next);
      }
      return head.toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    @Override
    public void close() {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"chunked, 20", "length, 20"})
  void halfAnAnswerNeverLooksLikeAWholeOne(String framing, int chunks) {
    String path = "/api/reports/" + framing + "/" + chunks;

    assertThatThrownBy(() -> http.get(path, gateway.token("broken", "officer")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @CsvSource({"chunked, 0", "length, 0", "chunked, 1", "length, 1"})
  void ofWhatHasNotGoneOnYetNothingDoes(String framing, int chunks) {
    String path = "/api/reports/" + framing + "/" + chunks;

    RefusalContract.assertRefused(
        http.get(path, gateway.token("broken", "officer")),
        path,
        Problem.of(ProblemType.UNAVAILABLE));
  }

  @Test
  void anImportThatIsRefusedBeforeItHasComeIsToldSo() {
    String lines = "{\"id\":\"v-1\"}\n".repeat(40_000);
    try (RawConnection connection = RawConnection.to(port)) {
      connection.send(
          """
          POST /api/volunteers/import HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Type: application/x-ndjson\r
          Content-Length: %d\r
          \r
          """
              .formatted(gateway.token("broken", "volunteer"), lines.length()));
      connection.send(lines);
      var answer = connection.read().orElseThrow();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.body()).isEqualTo("no");
    }
  }

  @Test
  void aServiceThatSaysNothingAtAllIsUnavailable() {
    assertThat(http.post("/api/reports", gateway.token("broken", "officer"), "{}").status())
        .isEqualTo(503);
  }
}
