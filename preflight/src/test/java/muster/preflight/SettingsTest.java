package muster.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import muster.localstack.FreePorts;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final List<Refusal> refusals = new ArrayList<>();

  private void isRefused(String setting, MessageKey key) {
    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().setting()).isEqualTo(setting);
    assertThat(refusals.getFirst().message().key()).isEqualTo(key);
    refusals.clear();
  }

  @Test
  void anIssuerIsTheUrlOfAWebServerWithoutLoginParametersAndFragment() {
    for (String good :
        List.of(
            "http://localhost:9000",
            "https://login.example.org/realms/muster",
            "https://login.example.org/",
            "http://[::1]:9000")) {
      assertThat(Issuer.read(good, refusals::add)).as(good).isPresent();
    }
    assertThat(refusals).isEmpty();

    for (String bad :
        List.of(
            "localhost:9000",
            "ftp://localhost",
            "http://",
            "http:///realms",
            "http://localhost:99999",
            "http://user:geheim@localhost",
            "http://localhost?a=geheim",
            "http://localhost#a",
            "http://local host",
            " http://localhost",
            "issuer")) {
      assertThat(Issuer.read(bad, refusals::add)).as(bad).isEmpty();
      assertThat(refusals.toString()).doesNotContain("geheim");
      isRefused("MUSTER_ISSUER", MessageKey.ISSUER_MALFORMED);
    }
    Issuer.read(" ", refusals::add);
    isRefused("MUSTER_ISSUER", MessageKey.ISSUER_BLANK);
    Issuer.read(null, refusals::add);
    isRefused("MUSTER_ISSUER", MessageKey.ISSUER_BLANK);
  }

  @Test
  void brokersAreHostsWithPorts() {
    assertThat(
            Broker.read("a:9092, b.example.org:65535,[::1]:1,PLAINTEXT://c_1:9092", refusals::add))
        .map(Broker::address)
        .contains("a:9092,b.example.org:65535,[::1]:1,c_1:9092");
    assertThat(refusals).isEmpty();

    for (String bad :
        List.of(
            "kafka", "kafka:", ":9092", "kafka:0", "kafka:65536", "a:1,,b:2", "a:1,", "a b:1")) {
      assertThat(Broker.read(bad, refusals::add)).as(bad).isEmpty();
      isRefused("MUSTER_KAFKA", MessageKey.KAFKA_MALFORMED);
    }
    Broker.read("", refusals::add);
    isRefused("MUSTER_KAFKA", MessageKey.KAFKA_BLANK);
  }

  @Test
  void aDatabaseIsTheJdbcUrlOfPostgreSqlAndIsShownWithoutItsSecrets() {
    assertThat(database("jdbc:postgresql://db:5432/dispatch?user=a&password=geheim").address())
        .isEqualTo("db:5432/dispatch");
    assertThat(database("jdbc:postgresql://a:geheim@db:5432/dispatch").address())
        .isEqualTo("db:5432/dispatch");
    assertThat(database("jdbc:postgresql:dispatch").address()).isEqualTo("dispatch");
    assertThat(database("jdbc:postgresql://db/dispatch").toString()).doesNotContain("geheim");
    assertThat(refusals).isEmpty();

    for (String bad :
        List.of(
            "postgresql://db/dispatch",
            "jdbc:mysql://db/dispatch?password=geheim",
            "jdbc:postgresql://db:port/dispatch?password=geheim",
            "jdbc:postgresql://db:70000/dispatch",
            "")) {
      assertThat(Database.read(bad, "postgres", "geheim", "MUSTER_DB_PASSWORD", refusals::add))
          .as(bad)
          .isEmpty();
      assertThat(refusals.toString()).doesNotContain("geheim");
      isRefused("MUSTER_DB_URL", MessageKey.DATABASE_URL_MALFORMED);
    }
  }

  private Database database(String url) {
    return Database.read(url, "postgres", "geheim", "MUSTER_DB_PASSWORD", refusals::add)
        .orElseThrow();
  }

  @Test
  void patienceIsAtLeastASecondAndAtMostTenMinutes() {
    assertThat(Patience.read("1s", refusals::add)).contains(Duration.ofSeconds(1));
    assertThat(Patience.read("1000ms", refusals::add)).contains(Duration.ofSeconds(1));
    assertThat(Patience.read("10m", refusals::add)).contains(Duration.ofMinutes(10));
    assertThat(Patience.read("600s", refusals::add)).contains(Duration.ofMinutes(10));
    assertThat(Patience.read(null, refusals::add)).contains(Duration.ofSeconds(25));
    assertThat(Patience.read(" ", refusals::add)).contains(Duration.ofSeconds(25));
    assertThat(Patience.read("none", refusals::add)).isEmpty();
    assertThat(refusals).isEmpty();

    for (String bad : List.of("999ms", "0s", "601s", "11m", "-5s", "25", "soon", "9999999999s")) {
      Patience.read(bad, refusals::add);
      isRefused("MUSTER_START_PATIENCE", MessageKey.PATIENCE_MALFORMED);
    }
  }

  @Test
  void aPortIsANumberThatNobodyElseUses() throws IOException {
    Port.check("SERVER_PORT", "127.0.0.1", Integer.toString(FreePorts.next()), refusals::add);
    Port.check("SERVER_PORT", null, Integer.toString(FreePorts.next()), refusals::add);
    Port.check("SERVER_PORT", "127.0.0.1", "0", refusals::add);
    Port.check("SERVER_PORT", "127.0.0.1", "-1", refusals::add);
    Port.check("SERVER_PORT", "", null, refusals::add);
    assertThat(refusals).isEmpty();

    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Port.check("SERVER_PORT", "127.0.0.1", Integer.toString(taken.getLocalPort()), refusals::add);
      isRefused("SERVER_PORT", MessageKey.PORT_TAKEN);
    }
    for (String bad : List.of("65536", "http", "")) {
      Port.check("MICRONAUT_SERVER_PORT", "127.0.0.1", bad, refusals::add);
      isRefused("MICRONAUT_SERVER_PORT", MessageKey.PORT_MALFORMED);
    }
    Port.check("SERVER_PORT", "192.0.2.1", "0", refusals::add);
    isRefused("SERVER_ADDRESS", MessageKey.ADDRESS_NOT_HERE);
  }

  @Test
  void withoutAnyPatienceNobodyIsAskedAndSettingsAreJudgedStill() {
    new Preflight().patience("none").kafka("localhost:1").begin().awaitNeeded();

    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> new Preflight().patience("none").kafka("kafka").begin());
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Preflight preflight =
        new Preflight()
            .patience("soon")
            .issuer("")
            .kafka("kafka")
            .database("", "postgres", "", "MUSTER_DB_PASSWORD")
            .port("SERVER_PORT", null, "99999")
            .refuse(List.of(Refusal.invalid("MUSTER_POLICIES_THEFT_WAVESIZE", "too large")));

    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(preflight::begin)
        .satisfies(
            refused ->
                assertThat(refused.refusals())
                    .extracting(Refusal::setting)
                    .containsExactly(
                        "MUSTER_START_PATIENCE",
                        "MUSTER_ISSUER",
                        "MUSTER_KAFKA",
                        "MUSTER_DB_URL",
                        "SERVER_PORT",
                        "MUSTER_POLICIES_THEFT_WAVESIZE"));
  }
}
