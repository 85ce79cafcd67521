package muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** The real process, with a broker, a database and an issuer that are not as they should be. */
class StartTest {
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final int CONFIGURATION = 78;

  private static KafkaBroker kafka = KafkaBroker.start();
  private static Postgres postgres = Postgres.start().createDatabase("report");
  private static TokenIssuer issuer = TokenIssuer.start();

  @TempDir private Path folder;
  private final int port = FreePorts.next();

  @BeforeAll
  static void topicsAndAUserWhoHasToGiveThePassword() {
    kafka.createTopics(TopicCatalogue.all());
    PasswordLogin.create(postgres.dataSource("report"), "locked", "geheim");
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
                "MUSTER_DB_URL", postgres.jdbcUrl("report"),
                "MUSTER_KAFKA", kafka.bootstrapServers(),
                "MUSTER_ISSUER", issuer.issuer()));
    environment.putAll(settings);
    return ServiceProcess.named("report-service")
        .mainClass(ReportServiceApplication.class.getName(), System.getProperty("java.class.path"))
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

  @Test
  void aWrongPasswordFromAFileIsNamedByTheFilesSetting() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "geheimnis");

    assertThat(
            refusal(Map.of("MUSTER_DB_USER", "locked", "MUSTER_DB_PASSWORD_FILE", file.toString())))
        .contains("MUSTER_DB_PASSWORD_FILE: the database at localhost:" + postgres.port());
  }

  @Test
  void whoeverDoesNotComeIsNamedAsLateAsThePatienceSays() {
    String broker = "localhost:" + FreePorts.next();

    assertThat(refusal(Map.of("MUSTER_KAFKA", broker, "MUSTER_START_PATIENCE", "8s")))
        .contains("MUSTER_KAFKA: no Kafka broker was there at " + broker + " within 8 s");
    assertThat(refusal(Map.of("MUSTER_START_PATIENCE", "11m")))
        .contains("MUSTER_START_PATIENCE: \"11m\" is not possible");
  }

  @Test
  void anotherSettingThatCannotBeRightIsNamed() {
    assertThat(refusal(Map.of("MUSTER_REPORT_REQUESTKEYSKEPT", "1s")))
        .contains("MUSTER_REPORT_REQUESTKEYSKEPT: must be longer than or equal to 1 minute");
  }

  @Test
  void withoutItsIssuerItSaysSo() throws Exception {
    TokenIssuer shortLived = TokenIssuer.start();
    String token = shortLived.token("officer-1", Set.of("officer"), "3203");
    try (ServiceProcess process = process(Map.of("MUSTER_ISSUER", shortLived.issuer()))) {
      process.start();
      shortLived.close();

      HttpResponse<String> answer = get(token);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("Retry-After")).contains("2");
      assertThat(answer.body()).contains("/problems/unavailable");
    }
  }

  private HttpResponse<String> get(String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/reports"))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
