package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import muster.localstack.FreePorts;
import muster.localstack.KafkaBroker;
import muster.localstack.PasswordLogin;
import muster.localstack.Postgres;
import muster.localstack.ServiceProcess;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, with secrets from files, and an issuer that goes away. */
class StartTest {
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final int CONFIGURATION = 78;

  private static KafkaBroker kafka = KafkaBroker.start();
  private static Postgres postgres = Postgres.start().createDatabase("volunteer");
  private static TokenIssuer issuer = TokenIssuer.start();

  @TempDir private Path folder;
  private final int port = FreePorts.next();

  @BeforeAll
  static void topicsAndAUserWhoHasToGiveThePassword() {
    kafka.createTopics(TopicCatalogue.all());
    PasswordLogin.create(postgres.dataSource("volunteer"), "locked", "geheim");
  }

  @AfterAll
  static void stop() {
    issuer.close();
    kafka.close();
    postgres.close();
  }

  private ServiceProcess process(Map<String, String> settings) {
    Map<String, String> environment =
        new TreeMap<>(
            Map.of(
                "SERVER_PORT", Integer.toString(port),
                "MUSTER_DB_URL", postgres.jdbcUrl("volunteer"),
                "MUSTER_KAFKA", kafka.bootstrapServers(),
                "MUSTER_ISSUER", issuer.issuer()));
    environment.putAll(settings);
    return ServiceProcess.named("volunteer-service")
        .mainClass(
            VolunteerServiceApplication.class.getName(), System.getProperty("java.class.path"))
        .jvmArguments("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m")
        .jvmArguments("-Duser.language=en")
        .environment(environment)
        .readyWhen(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
        .deadline(Duration.ofSeconds(90))
        .build();
  }

  /** What it said before it ended as it should. */
  private String refusal(Map<String, String> settings) {
    try (ServiceProcess process = process(settings)) {
      assertThat(process.launch().awaitEnd(AT_MOST)).isEqualTo(CONFIGURATION);
      String said = process.logTail(100);
      assertThat(said).doesNotContain("\tat ").doesNotContain("geheim");
      return said;
    }
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void secretsThatAreMissingAreNamed() {
    String absent = folder.resolve("absent").toString();

    assertThat(refusal(Map.of("MUSTER_KAFKA", "localhost:" + FreePorts.next())))
        .contains("MUSTER_PHONE_KEY: the secret is missing")
        .contains("MUSTER_PHONE_KEY_FILE");
    assertThat(refusal(Map.of("MUSTER_PHONE_KEY_FILE", absent)))
        .contains("MUSTER_PHONE_KEY_FILE: there is no file " + absent);
    assertThat(refusal(Map.of("MUSTER_DB_PASSWORD_FILE", absent)))
        .contains("MUSTER_DB_PASSWORD_FILE: there is no file " + absent);
  }

  @Test
  void secretsThatCannotBeRightAreNamed() throws IOException {
    assertThat(refusal(Map.of("MUSTER_PHONE_KEY_FILE", file("key", "geheim"))))
        .contains("MUSTER_PHONE_KEY_FILE: the key has 4 bytes instead of 32");
    assertThat(
            refusal(
                Map.of(
                    "MUSTER_DB_PASSWORD_FILE",
                    file("password", "geheim"),
                    "MUSTER_DB_PASSWORD",
                    "geheim")))
        .contains("MUSTER_DB_PASSWORD_FILE: MUSTER_DB_PASSWORD and MUSTER_DB_PASSWORD_FILE");
  }

  @Test
  void withItsSecretsFromFilesItWorksAndWithoutItsIssuerItSaysSo() throws Exception {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    TokenIssuer shortLived = TokenIssuer.start();
    TokenIssuer stranger = TokenIssuer.start();
    try (ServiceProcess process =
        process(
            Map.of(
                "MUSTER_ISSUER", shortLived.issuer(),
                "MUSTER_DB_USER", "locked",
                "MUSTER_DB_PASSWORD_FILE", file("password", "geheim\n"),
                "MUSTER_PHONE_KEY_FILE", file("key", key + "\n")))) {
      process.start();
      String token = shortLived.token("operator-1", Set.of("operator"), "3203");
      assertThat(get(token).statusCode()).isEqualTo(200);
      shortLived.close();

      assertThat(get(token).statusCode()).isEqualTo(200);
      HttpResponse<String> answer = get(stranger.token("operator-1", Set.of("operator"), "3203"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("Retry-After")).contains("2");
      assertThat(answer.body()).contains("/problems/unavailable");
    } finally {
      stranger.close();
    }
  }

  @Test
  void askedToStopItFinishesTheRequestThatRuns() throws Exception {
    String body =
        """
        code,name,level,parent_code,latitude,longitude
        990101,county,COUNTY,,34.2,117.3
        """;
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    try (ServiceProcess process = process(Map.of("MUSTER_PHONE_KEY", key))) {
      process.start();
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(
            """
            POST /api/jurisdictions/import HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: text/csv\r
            Content-Length: %d\r
            Connection: close\r
            \r
            """
                .formatted(issuer.token("dispatcher-1", Set.of("dispatcher"), "99"), body.length())
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body.substring(0, 30).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(process::terminate);
        await().until(this::takesNoMore);
        out.write(body.substring(30).getBytes(StandardCharsets.US_ASCII));
        out.flush();

        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"failed\":0");
        stopped.get(15, TimeUnit.SECONDS);
      }
    }
  }

  private boolean takesNoMore() {
    try (Socket _ = new Socket("127.0.0.1", port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private HttpResponse<String> get(String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/teams"))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
