package muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import muster.localstack.FreePorts;
import muster.localstack.PasswordLogin;
import muster.localstack.ServiceProcess;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.KafkaServer;
import muster.testbed.OnRealServers;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import muster.testbed.ServiceProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, with a broker, a database and an issuer that are not as they should be. */
@OnRealServers
class StartTest {
  private static final KafkaServer kafka = RealServers.startKafka();
  private static final PostgresServer postgres =
      RealServers.startPostgres().createDatabase("report");
  private static final TokenIssuer issuer = TokenIssuer.start();

  @TempDir private Path folder;
  private final int port = FreePorts.next();
  private final HttpApi api = new HttpApi(port);

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

  /** As messages show it. */
  private static String server() {
    return URI.create(postgres.jdbcUrl("").substring("jdbc:".length())).getAuthority();
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
    return ServiceProgram.of("report-service", ReportServiceApplication.class)
        .environment(environment)
        .readyWhen(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
        .build();
  }

  /** What it said; never a password. */
  private String refusal(Map<String, String> settings) {
    String said = ServiceProgram.refusal(process(settings));
    assertThat(said).doesNotContain("geheim");
    return said;
  }

  @Test
  void aWrongPasswordFromAFileIsNamedByTheFilesSetting() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "geheimnis");

    assertThat(
            refusal(Map.of("MUSTER_DB_USER", "locked", "MUSTER_DB_PASSWORD_FILE", file.toString())))
        .contains("MUSTER_DB_PASSWORD_FILE: the database at " + server());
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

      Answer answer = api.get("/api/reports", token);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.header("Retry-After")).isEqualTo("2");
      assertThat(answer.text("type")).isEqualTo("/problems/unavailable");
    }
  }
}
