package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.localstack.Part;
import muster.localstack.PasswordLogin;
import muster.localstack.ServiceProcess;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.KafkaServer;
import muster.testbed.OnBothKinds;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import muster.testbed.RefusalContract;
import muster.testbed.StartTrial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The real process, with secrets from files, and an issuer that goes away. */
@OnBothKinds
class StartIT {
  private static final KafkaServer kafka = RealServers.startKafka();
  private static final PostgresServer postgres =
      RealServers.startPostgres().createDatabase("volunteer");
  private static final TokenIssuer issuer = TokenIssuer.start();

  @TempDir private Path folder;
  private final StartTrial trial =
      StartTrial.of(
          Part.VOLUNTEER,
          Map.of(
              "MUSTER_DB_URL", postgres.jdbcUrl("volunteer"),
              "MUSTER_KAFKA", kafka.bootstrapServers(),
              "MUSTER_ISSUER", issuer.issuer()));
  private final HttpApi api = new HttpApi(trial.port());

  @BeforeAll
  static void topicsAndAUserWhoHasToGiveThePassword() {
    kafka.createTopics(TopicCatalogue.all());
    PasswordLogin.create(postgres.dataSource("volunteer"), "locked", StartTrial.SECRET);
  }

  @AfterAll
  static void stop() {
    issuer.close();
    kafka.close();
    postgres.close();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void secretsThatAreMissingAreNamed() {
    String absent = folder.resolve("absent").toString();

    assertThat(trial.refusal(Map.of("MUSTER_KAFKA", StartTrial.nobody())))
        .contains("MUSTER_PHONE_KEY: the secret is missing")
        .contains("MUSTER_PHONE_KEY_FILE");
    assertThat(trial.refusal(Map.of("MUSTER_PHONE_KEY_FILE", absent)))
        .contains("MUSTER_PHONE_KEY_FILE: there is no file " + absent);
    assertThat(trial.refusal(Map.of("MUSTER_DB_PASSWORD_FILE", absent)))
        .contains("MUSTER_DB_PASSWORD_FILE: there is no file " + absent);
  }

  @Test
  void secretsThatCannotBeRightAreNamed() throws IOException {
    assertThat(trial.refusal(Map.of("MUSTER_PHONE_KEY_FILE", file("key", StartTrial.SECRET))))
        .contains("MUSTER_PHONE_KEY_FILE: the key has 4 bytes instead of 32");
    assertThat(
            trial.refusal(
                Map.of(
                    "MUSTER_DB_PASSWORD_FILE",
                    file("password", StartTrial.SECRET),
                    "MUSTER_DB_PASSWORD",
                    StartTrial.SECRET)))
        .contains("MUSTER_DB_PASSWORD_FILE: MUSTER_DB_PASSWORD and MUSTER_DB_PASSWORD_FILE");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void withItsSecretsFromFilesItWorksAndWithoutItsIssuerItSaysSo() throws Exception {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    TokenIssuer shortLived = TokenIssuer.start();
    try (ServiceProcess process =
        trial.process(
            Map.of(
                "MUSTER_ISSUER", shortLived.issuer(),
                "MUSTER_DB_USER", "locked",
                "MUSTER_DB_PASSWORD_FILE", file("password", StartTrial.SECRET + "\n"),
                "MUSTER_PHONE_KEY_FILE", file("key", key + "\n")))) {
      process.start();
      String token = shortLived.token("operator-1", Set.of("operator"), "3203");
      assertThat(api.get("/api/teams", token).status()).isEqualTo(200);
      shortLived.close();

      assertThat(api.get("/api/teams", token).status()).isEqualTo(200);
      String unknownKey = shortLived.tokenOfUnknownKey("operator-1", Set.of("operator"), "3203");
      // An unknown key asks the issuer once in five seconds at most.
      Answer answer =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> api.get("/api/teams", unknownKey), asked -> asked.status() != 401);
      RefusalContract.assertRefused(answer, "/api/teams", Problem.of(ProblemType.UNAVAILABLE));
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
    try (ServiceProcess process = trial.process(Map.of("MUSTER_PHONE_KEY", key))) {
      process.start();
      String token = issuer.token("dispatcher-1", Set.of("dispatcher"), "99");
      assertThat(
              trial.answerWhileStopping(
                  process, "/api/jurisdictions/import", token, "text/csv", body))
          .startsWith("HTTP/1.1 200")
          .contains("\"failed\":0");
    }
  }
}
