package muster.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import muster.localstack.FreePorts;
import muster.localstack.KafkaBroker;
import muster.localstack.PasswordLogin;
import muster.localstack.Postgres;
import muster.localstack.TokenIssuer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the real ones. */
class NeighboursTest {
  private static final Duration QUESTION = Duration.ofSeconds(6);
  private static final String USER = "locked";
  private static final String PASSWORD = "geheim";

  private static Postgres postgres = Postgres.start().createDatabase("dispatch");
  private static KafkaBroker kafka = KafkaBroker.start();
  private static TokenIssuer issuer = TokenIssuer.start();

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final StandardError standardError =
      new StandardError(new PrintStream(said, true, StandardCharsets.UTF_8));

  @BeforeAll
  static void aUserWhoHasToGiveThePassword() {
    PasswordLogin.create(postgres.dataSource("dispatch"), USER, PASSWORD);
    await()
        .untilAsserted(
            () -> assertThat(ask(database(USER, "wrong"))).isInstanceOf(Attempt.Never.class));
  }

  @AfterAll
  static void stop() {
    issuer.close();
    kafka.close();
    postgres.close();
  }

  private static Attempt ask(Neighbour neighbour) {
    return neighbour.ask(QUESTION);
  }

  private static void isNever(Attempt attempt, String setting, MessageKey key) {
    assertThat(attempt)
        .isInstanceOfSatisfying(
            Attempt.Never.class,
            never -> {
              assertThat(never.refusal().setting()).isEqualTo(setting);
              assertThat(never.refusal().message().key()).isEqualTo(key);
              assertThat(never.toString()).doesNotContain(PASSWORD);
            });
  }

  private static void isNotYet(Attempt attempt, MessageKey key) {
    assertThat(attempt)
        .isInstanceOfSatisfying(
            Attempt.NotYet.class, notYet -> assertThat(notYet.why().key()).isEqualTo(key));
  }

  private static Database database(String user, String password) {
    return database(postgres.jdbcUrl("dispatch"), user, password);
  }

  private static Database database(String url, String user, String password) {
    return new Database(url, user, password, "MUSTER_DB_PASSWORD_FILE");
  }

  private static Broker broker(String servers) {
    return Broker.read(servers, refusal -> {}).orElseThrow();
  }

  private static Issuer issuer(String url) {
    return Issuer.read(url, refusal -> {}).orElseThrow();
  }

  private static String nobody() {
    return "localhost:" + FreePorts.next();
  }

  @Test
  void allOfThemAnswerWhenTheyAreThere() {
    assertThat(ask(database(USER, PASSWORD))).isEqualTo(Attempt.ANSWERED);
    assertThat(ask(broker(kafka.bootstrapServers()))).isEqualTo(Attempt.ANSWERED);
    assertThat(ask(issuer(issuer.issuer()))).isEqualTo(Attempt.ANSWERED);
  }

  @Test
  void oneOfSeveralBootstrapServersIsEnough() {
    assertThat(ask(broker(nobody() + "," + kafka.bootstrapServers()))).isEqualTo(Attempt.ANSWERED);
  }

  @Test
  void aDatabaseThatRefusesIsNotWaitedFor() {
    isNever(
        ask(database(USER, "wrong")), "MUSTER_DB_PASSWORD_FILE", MessageKey.DATABASE_LOGIN_REFUSED);
    isNever(ask(database(USER, "")), "MUSTER_DB_PASSWORD_FILE", MessageKey.DATABASE_LOGIN_REFUSED);
    isNever(ask(database("stranger", "any")), "MUSTER_DB_USER", MessageKey.DATABASE_USER_REFUSED);
    isNever(
        ask(database(postgres.jdbcUrl("nothing"), USER, PASSWORD)),
        "MUSTER_DB_URL",
        MessageKey.DATABASE_UNKNOWN);
  }

  @Test
  void whoeverDoesNotListenMayStillCome() {
    isNotYet(
        ask(database("jdbc:postgresql://" + nobody() + "/dispatch", USER, PASSWORD)),
        MessageKey.CONNECTION_REFUSED);
    isNotYet(ask(broker(nobody())), MessageKey.CONNECTION_REFUSED);
    isNotYet(ask(issuer("http://" + nobody())), MessageKey.CONNECTION_REFUSED);
  }

  @Test
  void aNameThatNobodyKnowsMayStillBecomeKnown() {
    isNotYet(
        ask(database("jdbc:postgresql://nobody.invalid/dispatch", USER, PASSWORD)),
        MessageKey.UNKNOWN_HOST);
    isNotYet(ask(broker("nobody.invalid:9092")), MessageKey.UNKNOWN_HOST);
    isNotYet(ask(issuer("http://nobody.invalid")), MessageKey.UNKNOWN_HOST);
  }

  @Test
  void whoeverListensAndSaysNothingIsNotWaitedForLongerThanTheQuestionMayTake() throws IOException {
    Duration atMost = Duration.ofSeconds(2);
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String there = "localhost:" + silent.getLocalPort();
      for (Neighbour neighbour :
          List.of(
              database("jdbc:postgresql://" + there + "/dispatch", USER, PASSWORD),
              broker(there),
              issuer("http://" + there))) {
        long begun = System.nanoTime();
        assertThat(neighbour.ask(atMost)).isInstanceOf(Attempt.NotYet.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .as(neighbour.setting())
            .isLessThan(atMost.plusSeconds(1));
      }
    }
  }

  @Test
  void anIssuerThatCallsItselfOtherwiseIsNotWaitedFor() {
    isNever(ask(issuer(issuer.issuer() + "/")), "MUSTER_ISSUER", MessageKey.ISSUER_IS_ANOTHER);
  }

  @Test
  void aWebServerIsNoIssuerYet() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve(server, "/text", "hello");
    serve(server, "/json", "{\"realm\":\"muster\"}");
    server.start();
    try {
      String base = "http://localhost:" + server.getAddress().getPort();
      isNotYet(ask(issuer(base)), MessageKey.HTTP_STATUS);
      isNotYet(ask(issuer(base + "/text")), MessageKey.NO_DISCOVERY_DOCUMENT);
      isNotYet(ask(issuer(base + "/json")), MessageKey.NO_DISCOVERY_DOCUMENT);
    } finally {
      server.stop(0);
    }
  }

  private static void serve(HttpServer server, String path, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path + "/.well-known/openid-configuration",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  private NeighbourWatch watch(List<Neighbour> needed, List<Neighbour> awaited, Duration patience) {
    NeighbourWatch watch = new NeighbourWatch(needed, awaited, patience, patience, standardError);
    watch.start();
    return watch;
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whoeverIsThereIsNotTalkedAbout() {
    watch(List.of(broker(kafka.bootstrapServers())), List.of(), Duration.ofSeconds(20))
        .awaitNeeded();

    assertThat(said()).isEmpty();
  }

  @Test
  void whoeverComesLateIsWaitedForAndToldOfOnceAtTheBeginningAndOnceAtTheEnd() throws Exception {
    int port = FreePorts.next();
    NeighbourWatch watch =
        watch(List.of(issuer("http://localhost:" + port)), List.of(), Duration.ofSeconds(20));
    await().until(() -> !said().isEmpty());
    HttpServer late =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    serve(late, "", "{\"issuer\":\"http://localhost:%d\"}".formatted(port));
    late.start();
    try {
      watch.awaitNeeded();
    } finally {
      late.stop(0);
    }
    assertThat(said().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("MUSTER_ISSUER") && line.contains("localhost:" + port));
  }

  @Test
  void whenTimeIsUpAllThatAreMissingAreNamed() {
    NeighbourWatch watch =
        watch(
            List.of(broker(nobody()), broker(kafka.bootstrapServers())),
            List.of(issuer("http://" + nobody())),
            Duration.ofSeconds(2));
    long begun = System.nanoTime();

    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(watch::awaitNeeded)
        .satisfies(
            refused ->
                assertThat(refused.refusals())
                    .extracting(Refusal::setting)
                    .containsExactly("MUSTER_KAFKA", "MUSTER_ISSUER"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void oneThatNeverWillEndsTheWaitingForTheOthers() {
    NeighbourWatch watch =
        watch(List.of(broker(nobody()), database(USER, "wrong")), List.of(), Duration.ofMinutes(1));

    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(watch::awaitNeeded)
        .satisfies(
            refused ->
                assertThat(refused.refusals())
                    .extracting(Refusal::setting)
                    .containsExactly("MUSTER_DB_PASSWORD_FILE"));
  }

  @Test
  void whoeverIsNotNeededAtOnceHoldsNothingUpAndIsToldOfWhenTimeIsUp() {
    AtomicReference<@Nullable StartRefused> ended = new AtomicReference<>();
    NeighbourWatch watch =
        watch(
            List.of(broker(kafka.bootstrapServers())),
            List.of(issuer("http://" + nobody())),
            Duration.ofSeconds(3));

    watch.awaitNeeded();
    watch.awaitRest(ended::set);
    assertThat(ended.get()).isNull();

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThat(ended.get()).hasMessageContaining("MUSTER_ISSUER: the OIDC issuer"));
  }

  @Test
  void whoeverWasThereOnceEndsNothingAnyMore() {
    AtomicReference<@Nullable StartRefused> ended = new AtomicReference<>();
    TokenIssuer shortLived = TokenIssuer.start();
    NeighbourWatch watch =
        watch(List.of(), List.of(issuer(shortLived.issuer())), Duration.ofSeconds(2));
    watch.awaitRest(ended::set);
    await().until(watch::isOver);
    shortLived.close();

    await().during(Duration.ofMillis(2500)).until(() -> ended.get() == null);
  }
}
