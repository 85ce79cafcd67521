package muster.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserProxyTest {
  private static final int PATIENCE_MILLIS = 5_000;

  private ServerSocket echo;
  private BrowserProxy proxy;
  private BrowserProxyControl control;
  private HttpApi controlled;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::answer);
    proxy = BrowserProxy.start();
    control = BrowserProxyControl.start(proxy);
    controlled = new HttpApi(control.address());
  }

  @AfterEach
  void stop() throws IOException {
    control.close();
    proxy.close();
    echo.close();
  }

  /** Says what it is told. */
  private void answer() {
    while (!echo.isClosed()) {
      try {
        Socket caller = echo.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (caller) {
                    caller.getInputStream().transferTo(caller.getOutputStream());
                  } catch (IOException e) {
                    // The caller is gone.
                  }
                });
      } catch (IOException e) {
        return;
      }
    }
  }

  private Socket through(String host, int port) throws IOException {
    Socket socket =
        new Socket(
            new Proxy(
                Proxy.Type.SOCKS,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), proxy.port())));
    socket.setSoTimeout(PATIENCE_MILLIS);
    try {
      socket.connect(InetSocketAddress.createUnresolved(host, port), PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String echoed(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return new String(socket.getInputStream().readNBytes(text.getBytes(UTF_8).length), UTF_8);
  }

  @Test
  void bytesPassInBothDirections() throws IOException {
    try (Socket socket = through("localhost", echo.getLocalPort())) {
      assertThat(echoed(socket, "警情 alert")).isEqualTo("警情 alert");
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    Awaitility.await().until(() -> proxy.connections() == 0);
  }

  @Test
  void foreignHostsAreNamedAndNotReached() throws IOException {
    assertThatThrownBy(() -> through("update.example", 443)).isInstanceOf(SocketException.class);
    try (Socket socket = through("127.0.0.1", echo.getLocalPort())) {
      assertThat(echoed(socket, "here")).isEqualTo("here");
    }
    assertThat(proxy.foreignHosts()).containsExactly("update.example:443");
    assertThat(proxy.hosts())
        .containsExactly("127.0.0.1:" + echo.getLocalPort(), "update.example:443");
    assertThat(controlled.get("/seen", null).json().toString())
        .contains("\"foreign\":[\"update.example:443\"]");
  }

  @Test
  void whatTheBrowserAsksOfItsOwnAccordIsNotReachedEither() {
    for (String host : List.of("update.googleapis.com", "fonts.googleapis.com")) {
      assertThatThrownBy(() -> through(host, 443)).isInstanceOf(SocketException.class);
    }
    assertThat(proxy.hosts()).contains("update.googleapis.com:443");
    assertThat(proxy.foreignHosts()).containsExactly("fonts.googleapis.com:443");
  }

  @Test
  void whoIsNotThereIsNotReached() throws IOException {
    int free;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      free = nobody.getLocalPort();
    }
    assertThatThrownBy(() -> through("localhost", free)).isInstanceOf(SocketException.class);
  }

  @Test
  void aCutEndsConnectionsAndLetsNoneBeMade() throws IOException {
    try (Socket socket = through("localhost", echo.getLocalPort())) {
      assertThat(echoed(socket, "before")).isEqualTo("before");
      assertThat(controlled.post("/cut", null, null).status()).isEqualTo(204);
      assertThat(isOver(socket)).isTrue();
    }
    assertThatThrownBy(() -> through("localhost", echo.getLocalPort()))
        .isInstanceOf(SocketException.class);
    assertThat(controlled.post("/restore", null, null).status()).isEqualTo(204);
    try (Socket socket = through("localhost", echo.getLocalPort())) {
      assertThat(echoed(socket, "after")).isEqualTo("after");
    }
  }

  @Test
  void aBreakEndsConnectionsAndOthersCanBeMade() throws IOException {
    try (Socket socket = through("localhost", echo.getLocalPort())) {
      assertThat(echoed(socket, "before")).isEqualTo("before");
      assertThat(controlled.post("/break", null, null).status()).isEqualTo(204);
      assertThat(isOver(socket)).isTrue();
    }
    try (Socket socket = through("localhost", echo.getLocalPort())) {
      assertThat(echoed(socket, "after")).isEqualTo("after");
    }
  }

  @Test
  void whatIsHeldComesLater() throws IOException {
    try (Socket socket = through("localhost", echo.getLocalPort())) {
      assertThat(controlled.post("/hold", null, null).status()).isEqualTo(204);
      socket.getOutputStream().write('x');
      socket.setSoTimeout(300);
      InputStream in = socket.getInputStream();
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
      proxy.restore();
      socket.setSoTimeout(PATIENCE_MILLIS);
      assertThat(in.read()).isEqualTo('x');
    }
  }

  @Test
  void aSlowLineTakesItsTime() throws IOException {
    byte[] much = new byte[2_000];
    try (Socket socket = through("localhost", echo.getLocalPort())) {
      assertThat(controlled.post("/slow?bytesPerSecond=4000", null, null).status()).isEqualTo(204);
      long begun = System.nanoTime();
      OutputStream out = socket.getOutputStream();
      out.write(much);
      assertThat(socket.getInputStream().readNBytes(much.length)).hasSize(much.length);
      // There and back: twice 2,000 bytes at 4,000 a second.
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/slow", "/slow?bytesPerSecond=0", "/slow?bytesPerSecond=-1", "/slow?speed=5"})
  void noSpeedIsNotGuessed(String path) {
    assertThat(controlled.post(path, null, null).status()).isEqualTo(400);
  }

  @Test
  void whatIsNotKnownIsNotThere() {
    assertThat(controlled.post("/explode", null, null).status()).isEqualTo(404);
    assertThat(controlled.get("/cut", null).status()).isEqualTo(404);
  }

  @Test
  void whoSpeaksAnotherProtocolIsCutOff() {
    try (RawConnection raw = RawConnection.to(proxy.port())) {
      raw.send("GET / HTTP/1.1\r\n\r\n");
      assertThat(raw.endsWithin(Duration.ofMillis(PATIENCE_MILLIS))).isTrue();
    }
  }

  private static boolean isOver(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
