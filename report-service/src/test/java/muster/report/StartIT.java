package muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import muster.localstack.Part;
import muster.localstack.PasswordLogin;
import muster.localstack.ServiceProcess;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import muster.testbed.HttpApi;
import muster.testbed.KafkaServer;
import muster.testbed.OnBothKinds;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import muster.testbed.StartTrial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The real process, with a broker, a database and an issuer that are not as they should be. */
@OnBothKinds
class StartIT {
  private static final KafkaServer kafka = RealServers.startKafka();
  private static final PostgresServer postgres =
      RealServers.startPostgres().createDatabase("report");
  private static final TokenIssuer issuer = TokenIssuer.start();

  @TempDir private Path folder;
  private final StartTrial trial =
      StartTrial.of(
          Part.REPORT,
          Map.of(
              "MUSTER_DB_URL", postgres.jdbcUrl("report"),
              "MUSTER_KAFKA", kafka.bootstrapServers(),
              "MUSTER_ISSUER", issuer.issuer()));
  private final HttpApi api = new HttpApi(trial.port());

  @BeforeAll
  static void topicsAndAUserWhoHasToGiveThePassword() {
    kafka.createTopics(TopicCatalogue.all());
    PasswordLogin.create(postgres.dataSource("report"), "locked", StartTrial.SECRET);
  }

  @AfterAll
  static void stop() {
    issuer.close();
    kafka.close();
    postgres.close();
  }

  @Test
  void aWrongPasswordFromAFileIsNamedByTheFilesSetting() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), StartTrial.SECRET + "nis");

    assertThat(
            trial.refusal(
                Map.of("MUSTER_DB_USER", "locked", "MUSTER_DB_PASSWORD_FILE", file.toString())))
        .contains("MUSTER_DB_PASSWORD_FILE: the database at " + postgres.address());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whoeverDoesNotComeIsNamedAsLateAsThePatienceSays() {
    String broker = StartTrial.nobody();

    assertThat(trial.refusal(Map.of("MUSTER_KAFKA", broker, "MUSTER_START_PATIENCE", "8s")))
        .contains("MUSTER_KAFKA: no Kafka broker was there at " + broker + " within 8 s");
    assertThat(trial.refusal(Map.of("MUSTER_START_PATIENCE", "11m")))
        .contains("MUSTER_START_PATIENCE: \"11m\" is not possible");
  }

  @Test
  void anotherSettingThatCannotBeRightIsNamed() {
    assertThat(trial.refusal(Map.of("MUSTER_REPORT_REQUESTKEYSKEPT", "1s")))
        .contains("MUSTER_REPORT_REQUESTKEYSKEPT: must be longer than or equal to 1 minute");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void withoutItsIssuerItSaysSo() throws Exception {
    TokenIssuer shortLived = TokenIssuer.start();
    String token = shortLived.token("officer-1", Set.of("officer"), "3203");
    try (ServiceProcess process = trial.process(Map.of("MUSTER_ISSUER", shortLived.issuer()))) {
      process.start();
      shortLived.close();

      RefusalContract.of(api, shortLived)
          .with(RefusedEndpoint.of("GET", Requests.REPORTS, token))
          .with(RefusedEndpoint.of("POST", Requests.REPORTS, token).body(Requests.BIKE))
          .assertUnavailable();
    }
  }

  @Test
  void askedToStopItFinishesTheReportThatComesIn() throws Exception {
    try (ServiceProcess process = trial.process(Map.of())) {
      process.start();
      String token = issuer.token("villager", Set.of("reporter"), RunningService.XIZHU);

      assertThat(
              trial.answerWhileStopping(
                  process, Requests.REPORTS, token, "application/json", Requests.BIKE))
          .startsWith("HTTP/1.1 201")
          .contains("\"status\":\"SUBMITTED\"");
    }
  }

  @Test
  void askedToStopItAnswersWhoeverIsConnected() throws Exception {
    try (ServiceProcess process = trial.process(Map.of())) {
      process.start();
      String token = issuer.token("villager", Set.of("reporter"), RunningService.XIZHU);

      assertThat(
              trial.answerToTheLastConnection(
                  process, Requests.REPORTS, token, "application/json", Requests.BIKE))
          .startsWith("HTTP/1.1 201")
          .containsIgnoringCase("connection: close");
    }
  }
}
