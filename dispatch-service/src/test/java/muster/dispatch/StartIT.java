package muster.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
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
import muster.testbed.KafkaServer;
import muster.testbed.OnBothKinds;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import muster.testbed.RefusalContract;
import muster.testbed.StartTrial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The real process, with settings and neighbours that are not as they should be. */
@OnBothKinds
@TestMethodOrder(OrderAnnotation.class)
class StartIT {
  /** Comes first: the others run meanwhile. */
  private static final int WAITS_FOR_ITS_WHOLE_PATIENCE = 1;

  private static final KafkaServer kafka = RealServers.startKafka();
  private static final PostgresServer postgres =
      RealServers.startPostgres().createDatabase("dispatch");
  private static final TokenIssuer issuer = TokenIssuer.start();

  private final StartTrial trial =
      StartTrial.of(
          Part.DISPATCH,
          Map.of(
              "MUSTER_DB_URL", postgres.jdbcUrl("dispatch"),
              "MUSTER_KAFKA", kafka.bootstrapServers(),
              "MUSTER_ISSUER", issuer.issuer()));
  private final HttpApi api = new HttpApi(trial.port());

  @BeforeAll
  static void topicsAndAUserWhoHasToGiveThePassword() {
    kafka.createTopics(TopicCatalogue.all());
    PasswordLogin.create(postgres.dataSource("dispatch"), "locked", StartTrial.SECRET);
  }

  @AfterAll
  static void stop() {
    issuer.close();
    kafka.close();
    postgres.close();
  }

  @Test
  void allSettingsThatCannotBeRightAreNamedAtOnce() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              trial.refusal(
                  Map.of(
                      "SERVER_PORT", Integer.toString(taken.getLocalPort()),
                      "MUSTER_ISSUER", "",
                      "MUSTER_KAFKA", "kafka",
                      "MUSTER_DB_URL",
                          "jdbc:mysql://localhost/dispatch?password=" + StartTrial.SECRET,
                      "MUSTER_POLICIES_THEFT_WAVESIZE", "many")))
          .contains("SERVER_PORT: port " + taken.getLocalPort())
          .contains("MUSTER_ISSUER: no OIDC issuer is named")
          .contains("MUSTER_KAFKA: \"kafka\" is not host:port")
          .contains("MUSTER_DB_URL: \"jdbc:mysql://localhost/dispatch\" is not")
          .contains("MUSTER_POLICIES_THEFT_WAVESIZE: ");
    }
  }

  @Test
  void aPolicyThatIsNotPossibleIsNamed() {
    assertThat(trial.refusal(Map.of("MUSTER_POLICIES_THEFT_WAVESIZE", "-1")))
        .contains("MUSTER_POLICIES: muster.policies.theft: ");
    assertThat(trial.refusal(Map.of("MUSTER_POLICIES_THEFT_WAVESIZES", "5")))
        .contains("MUSTER_POLICIES_THEFT_WAVESIZES: ");
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() {
    assertThat(
            trial.refusal(
                Map.of(
                    "MUSTER_DB_USER",
                    "locked",
                    "MUSTER_DB_PASSWORD",
                    "wrong",
                    "MUSTER_KAFKA",
                    StartTrial.nobody())))
        .contains("MUSTER_DB_PASSWORD: the database at " + postgres.address())
        .contains("\"locked\"")
        .doesNotContain("wrong password");
  }

  @Test
  void aDatabaseThatDoesNotExistIsNamed() {
    assertThat(
            trial.refusal(
                Map.of(
                    "MUSTER_DB_URL", postgres.jdbcUrl("nothing") + "?secret=" + StartTrial.SECRET)))
        .contains("MUSTER_DB_URL: the server has no database " + postgres.address());
  }

  @Test
  @Order(WAITS_FOR_ITS_WHOLE_PATIENCE)
  @Execution(ExecutionMode.CONCURRENT)
  void whoeverDoesNotComeIsNamedWithinThirtySeconds() {
    String broker = StartTrial.nobody();
    String database = StartTrial.nobody();
    String said =
        trial.refusal(
            Map.of(
                "MUSTER_KAFKA", broker,
                "MUSTER_DB_URL",
                    "jdbc:postgresql://" + database + "/dispatch?password=" + StartTrial.SECRET,
                "MUSTER_ISSUER", "http://" + StartTrial.nobody()));

    assertThat(said)
        .contains("Waiting for MUSTER_KAFKA, " + broker)
        .contains("Waiting for MUSTER_DB_URL, " + database + "/dispatch")
        .contains("MUSTER_KAFKA: no Kafka broker was there at " + broker + " within 25 s")
        .contains("MUSTER_DB_URL: no PostgreSQL database was there at " + database)
        .contains("MUSTER_ISSUER: the OIDC issuer http://");
    assertThat(said.lines().filter(line -> line.contains("Waiting for MUSTER_KAFKA"))).hasSize(1);
  }

  @Test
  @Order(WAITS_FOR_ITS_WHOLE_PATIENCE)
  @Execution(ExecutionMode.CONCURRENT)
  void anIssuerThatDoesNotComeEndsTheServiceThoughItHasStarted() {
    assertThat(trial.refusal(Map.of("MUSTER_ISSUER", "http://" + StartTrial.nobody())))
        .contains("MUSTER_ISSUER: the OIDC issuer http://");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aBrokerAndADatabaseThatComeLateAreWaitedFor() {
    try (KafkaServer lateKafka = RealServers.startKafka();
        PostgresServer latePostgres = RealServers.startPostgres().createDatabase("dispatch")) {
      lateKafka.createTopics(TopicCatalogue.all());
      latePostgres.kill();
      lateKafka.kill();
      try (ServiceProcess process =
          trial.process(
              Map.of(
                  "MUSTER_START_PATIENCE", "60s",
                  "MUSTER_KAFKA", lateKafka.bootstrapServers(),
                  "MUSTER_DB_URL", latePostgres.jdbcUrl("dispatch")))) {
        process.launch();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(process.logTail(100))
                        .contains("Waiting for MUSTER_KAFKA", "Waiting for MUSTER_DB_URL"));
        latePostgres.restart();
        lateKafka.restart();
        process.awaitReady();
        assertThat(process.logTail(100)).containsPattern("MUSTER_KAFKA, .*: there after");
      }
    }
  }

  @Test
  void anIssuerThatGoesAwayLaterEndsNothingAndIsToldOfWithAStatus() throws Exception {
    TokenIssuer shortLived = TokenIssuer.start();
    String token = shortLived.token("dispatcher-1", Set.of("dispatcher"), "3203");
    try (ServiceProcess process =
        trial.process(
            Map.of("MUSTER_ISSUER", shortLived.issuer(), "MUSTER_START_PATIENCE", "60s"))) {
      process.start();
      shortLived.close();

      RefusalContract.assertRefused(
          api.get("/api/alerts", token), "/api/alerts", Problem.of(ProblemType.UNAVAILABLE));
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void anIssuerWhoseKeysCannotBeFetchedAgainIsToldOfWithAStatus() throws Exception {
    TokenIssuer shortLived = TokenIssuer.start();
    try (ServiceProcess process = trial.process(Map.of("MUSTER_ISSUER", shortLived.issuer()))) {
      process.start();
      String token = shortLived.token("dispatcher-1", Set.of("dispatcher"), "3203");
      assertThat(api.get("/api/alerts", token).status()).isEqualTo(200);
      shortLived.close();

      String unknownKey =
          shortLived.tokenOfUnknownKey("dispatcher-1", Set.of("dispatcher"), "3203");
      // An unknown key asks the issuer once in five seconds at most.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  RefusalContract.assertRefused(
                      api.get("/api/alerts", unknownKey),
                      "/api/alerts",
                      Problem.of(ProblemType.UNAVAILABLE)));
      assertThat(api.get("/api/alerts", token).status()).isEqualTo(200);
    }
  }
}
