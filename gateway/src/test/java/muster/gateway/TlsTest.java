package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import muster.localstack.FreePorts;
import muster.testbed.OnRealServers;
import muster.testbed.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a certificate's two files the gateway speaks TLS alone. */
@OnRealServers
class TlsTest {
  private final RunningGateway gateway = RunningGateway.get();

  @TempDir private Path folder;

  private static HttpResponse<String> get(SelfSigned trusted, int port, String path)
      throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusted.trust()).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("https://localhost:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void cookiesAreSecureBrowsersRememberItAndAChangedCertificateIsReadAgain() throws Exception {
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    SelfSigned first = SelfSigned.make(folder);
    first.writeTo(certificate, key);
    int port = FreePorts.next();
    try (var _ =
        gateway.start(
            port,
            Map.of(
                "MUSTER_TLS_CERTIFICATE", certificate.toString(),
                "MUSTER_TLS_KEY", key.toString(),
                "MUSTER_ORIGIN", "https://localhost:" + port))) {
      HttpResponse<String> session = get(first, port, "/api/session");
      assertThat(session.statusCode()).isEqualTo(401);
      assertThat(session.headers().firstValue("Strict-Transport-Security"))
          .hasValue("max-age=31536000");
      assertThat(session.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allMatch(cookie -> cookie.contains("; Secure"));
      HttpResponse<String> login = get(first, port, "/oauth2/authorization/muster");
      assertThat(login.headers().firstValue("Location").orElse(""))
          .contains("redirect_uri=https://localhost:" + port + "/login/oauth2/code/muster");
      assertThat(login.headers().allValues("Set-Cookie"))
          .anyMatch(cookie -> cookie.startsWith("MUSTER_LOGIN_") && cookie.contains("; Secure"));
      try (RawConnection plain = RawConnection.to(port)) {
        plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(plain.read()).as("nothing without TLS").isEmpty();
      }

      SelfSigned second = SelfSigned.make(folder);
      second.writeTo(certificate, key);

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> get(second, port, "/api/session").statusCode() == 401);
      assertThatThrownBy(() -> get(first, port, "/api/session")).isInstanceOf(IOException.class);
    }
  }
}
