package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import muster.gateway.route.Service;
import muster.localstack.Part;
import muster.localstack.PasswordLogin;
import muster.localstack.ServiceProcess;
import muster.localstack.TokenIssuer;
import muster.testbed.OnRealServers;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import muster.testbed.StartTrial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, with a database and settings that are not as they should be. */
@OnRealServers
class StartIT {
  private static final PostgresServer postgres =
      RealServers.startPostgres().createDatabase("gateway");
  private static final TokenIssuer issuer = TokenIssuer.start();
  private static final SampleService dispatch = new SampleService(Service.DISPATCH.wireName());

  @TempDir private Path folder;
  private final StartTrial trial =
      StartTrial.of(
          Part.GATEWAY,
          Map.of(
              "MUSTER_DB_URL", postgres.jdbcUrl("gateway"),
              "MUSTER_ISSUER", issuer.issuer(),
              "MUSTER_DISPATCH_URL", dispatch.url().toString(),
              "MUSTER_GATEWAY_CLIENT_SECRET", "a-secret",
              "MUSTER_GATEWAY_KEY", RunningGateway.KEY));

  @BeforeAll
  static void aUserWhoHasToGiveThePassword() {
    PasswordLogin.create(postgres.dataSource("gateway"), "locked", StartTrial.SECRET);
  }

  @AfterAll
  static void stop() {
    dispatch.close();
    issuer.close();
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
  void whatCannotBeRightIsNamedAllAtOnce() throws Exception {
    Path certificate = Files.writeString(folder.resolve("certificate.pem"), StartTrial.SECRET);
    Path key = Files.writeString(folder.resolve("key.pem"), StartTrial.SECRET);

    assertThat(
            trial.refusal(
                Map.of(
                    "MUSTER_GATEWAY_KEY",
                    StartTrial.SECRET,
                    "MUSTER_ORIGIN",
                    "localhost:8080",
                    "MUSTER_REPORT_URL",
                    "http://localhost:8083/api",
                    "MUSTER_TLS_CERTIFICATE",
                    certificate.toString(),
                    "MUSTER_TLS_KEY",
                    key.toString())))
        .contains("MUSTER_GATEWAY_KEY: ")
        .contains("MUSTER_ORIGIN: this is not the address of the pages")
        .contains("MUSTER_REPORT_URL: this is not where a service is reached")
        .contains("MUSTER_TLS_CERTIFICATE: there is no certificate in PEM")
        .contains("MUSTER_TLS_KEY: there is no private key in PEM");
  }

  @Test
  void aCertificateWithoutItsKeyIsNamed() throws Exception {
    SelfSigned one = SelfSigned.make(folder);
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    one.writeTo(certificate, key);
    SelfSigned.make(folder).writeTo(folder.resolve("other.pem"), key);

    assertThat(trial.refusal(Map.of("MUSTER_TLS_CERTIFICATE", certificate.toString())))
        .contains("MUSTER_TLS_KEY: a certificate and its key are set together, or neither.");
    assertThat(
            trial.refusal(
                Map.of(
                    "MUSTER_TLS_CERTIFICATE", certificate.toString(),
                    "MUSTER_TLS_KEY", key.toString())))
        .contains("MUSTER_TLS_KEY: the key in " + key + " is not that of the first certificate.");
  }

  @Test
  void askedToStopItFinishesTheRequestThatComesIn() throws Exception {
    try (ServiceProcess process = trial.process(Map.of())) {
      process.start();
      String token = issuer.token("dispatcher", Set.of("dispatcher"), "3203");

      assertThat(
              trial.answerWhileStopping(
                  process, "/api/alerts", token, "application/json", "{\"a\":1}"))
          .startsWith("HTTP/1.1 201");
    }
  }

  @Test
  void askedToStopItAnswersWhoeverIsConnected() throws Exception {
    try (ServiceProcess process = trial.process(Map.of())) {
      process.start();
      String token = issuer.token("dispatcher", Set.of("dispatcher"), "3203");

      assertThat(
              trial.answerToTheLastConnection(
                  process, "/api/alerts", token, "application/json", "{\"a\":1}"))
          .startsWith("HTTP/1.1 201")
          .containsIgnoringCase("connection: close");
    }
  }
}
