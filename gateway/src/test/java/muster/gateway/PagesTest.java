package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The files of a build, as browsers get them. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
  private final RunningGateway gateway = RunningGateway.get();
  private final int port = FreePorts.next();
  private final HttpApi http = new HttpApi(port);
  private final Path folder;
  private ConfigurableApplicationContext withPages;

  PagesTest(@TempDir Path temporary) {
    this.folder = temporary.resolve("dist");
  }

  @BeforeAll
  void start() {
    withPages = gateway.start(port, Map.of("MUSTER_CONSOLE", folder.toString()));
  }

  @AfterAll
  void stop() {
    withPages.close();
  }

  /** While the gateway runs, which started before there was anything. */
  private void build() throws IOException {
    Files.createDirectories(folder.resolve("assets"));
    Files.createDirectories(folder.resolve("volunteer"));
    Files.writeString(folder.resolve("index.html"), "<!doctype html><title>指挥</title>");
    Files.writeString(folder.resolve("volunteer/index.html"), "<!doctype html><title>队员</title>");
    Files.writeString(folder.resolve("assets/main-1a2b3c.js"), "console.log(1)");
    Files.write(folder.resolve("assets/main-1a2b3c.js.gz"), gzip("console.log(1)"));
    Files.writeString(folder.resolve("assets/worker-4d5e6f.mjs"), "export {}");
    Files.writeString(folder.resolve("../secret.txt"), "secret");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void whereThePagesAreNotBuiltTheRootSaysSoInBothLanguages() {
    Answer root = gateway.http.get("/", null);

    assertThat(root.status()).isEqualTo(200);
    // Jetty writes a charset that it knows in lower case.
    assertThat(root.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(root.body()).contains("页面尚未构建").contains("The pages are not built");
    assertThat(root.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void aPageIsNeverKeptAndWhatItNeedsIsKeptForEver() throws IOException {
    build();

    Answer root = http.get("/", null);
    assertThat(root.body()).contains("指挥");
    assertThat(root.header("Cache-Control")).isEqualTo("no-store");
    Answer script = http.get("/assets/main-1a2b3c.js", null);
    assertThat(script.body()).isEqualTo("console.log(1)");
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
    assertThat(script.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
    assertThat(script.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(http.get("/assets/worker-4d5e6f.mjs", null).header("Content-Type"))
        .startsWith("text/javascript");
  }

  /** As who looks whether Muster is there asks for it. */
  @Test
  void thePageMayBeAskedForWithoutIt() throws IOException {
    build();

    for (String path : new String[] {"/", "/volunteer/", "/assets/main-1a2b3c.js"}) {
      Answer head = http.send("HEAD", path, null, null, Map.of());
      assertThat(head.status()).as(path).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void whatTheBuildHasCompressedIsSentSo() throws IOException {
    build();

    Answer script =
        http.send("GET", "/assets/main-1a2b3c.js", null, null, Map.of("Accept-Encoding", "gzip"));

    assertThat(script.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(script.header("Vary")).contains("Accept-Encoding");
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
  }

  @Test
  void anAddressThatOnlyThePageUnderstandsIsThePage() throws IOException {
    build();

    assertThat(http.get("/alerts/417", null).body()).contains("指挥");
    assertThat(http.get("/volunteer/", null).body()).contains("队员");
    assertThat(http.get("/volunteer", null).body()).contains("队员");
    assertThat(http.get("/volunteer/tasks/1", null).body()).contains("队员");
    assertThat(http.get("/volunteer/tasks/1", null).header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/gone-000000.js",
        "/favicon.ico",
        "/assets/",
        "/assets",
        "/api",
        "/login",
        "/actuator"
      })
  void whatIsNotThereIsNotThePage(String path) throws IOException {
    build();

    Answer answer = http.get(path, null);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.isProblem()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt"
      })
  void nothingOutsideOfTheFolderIsShown(String path) throws IOException {
    build();
    try (var connection = muster.testbed.RawConnection.to(port)) {
      connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      var answer = connection.read().orElseThrow();
      assertThat(answer.status()).isIn(400, 404);
      assertThat(answer.body()).doesNotContain("secret\n").isNotEqualTo("secret");
    }
  }
}
