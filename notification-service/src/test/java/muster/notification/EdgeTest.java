package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import muster.testbed.EdgeTrials;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.TokenTrials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What this web server has to stand, as all services do. */
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {
  private final TestBed bed = TestBed.shared();
  private RunningServer server;
  private EdgeTrials trials;
  private TokenTrials tokens;

  @BeforeAll
  void start() {
    server =
        bed.startServer(
            EdgeTrials.SETTINGS.stream()
                .flatMap(setting -> Stream.of(setting.split("=", 2)))
                .toArray(String[]::new));
    trials =
        new EdgeTrials(server.port(), bed.volunteerToken("v-edge"), "/health", "/api/receipts");
    tokens =
        new TokenTrials(new HttpApi(server.port()), bed.issuer(), "/health", "volunteer", "3203");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void whatCanBeFramedInTwoWaysIsRefused() {
    trials.refusesWhatCanBeFramedInTwoWays();
  }

  @Test
  void chunksAreReadInOneWay() {
    trials.readsChunksInOneWay();
  }

  @Test
  void targetsThatMeanTwoThingsAreRefused() {
    trials.refusesTargetsThatMeanTwoThings();
  }

  @Test
  void headersThatAreNoneAreRefused() {
    trials.refusesHeadersThatAreNone();
  }

  @Test
  void methodsThatNoPathHasAreRefused() {
    trials.refusesMethodsThatNoPathHas();
  }

  @Test
  void manyAcceptedTypesAreRefused() {
    trials.refusesManyAcceptedTypesCheaply();
  }

  @Test
  void aHeaderHasALimit() {
    trials.takesAHeaderUpToItsLimit();
  }

  @Test
  void bodiesThatAreEncodedAreRefused() {
    trials.refusesBodiesThatAreEncoded();
  }

  @Test
  void aRefusalWithAnUnreadBodyEndsTheConnection() {
    trials.closesAfterARefusalWhoseBodyIsUnread();
  }

  @Test
  void aConnectionThatBehavesIsKept() {
    trials.keepsAConnectionThatBehaves();
  }

  @Test
  void aConnectionThatSaysNothingEnds() {
    trials.endsAConnectionThatSaysNothing();
  }

  @Test
  void halfAHeaderEnds() {
    trials.endsHalfAHeader();
  }

  @Test
  void halfABodyEnds() {
    trials.endsHalfABody();
  }

  @Test
  void anAddressHasSoManyConnections() {
    trials.limitsTheConnectionsOfOneAddress();
  }

  @Test
  void goodTokensOfEveryTypeAreTaken() {
    tokens.takesGoodTokensOfEveryType();
  }

  @Test
  void tokensThatDoNotCountAreRefused() {
    tokens.refusesTokensThatDoNotCount();
  }

  @Test
  void aStormOfUnknownKeysIsBorne() throws Exception {
    tokens.bearsAStormOfUnknownKeys();
  }

  @Test
  void whatIsLongIsCompressedForThoseWhoAsk() {
    for (String path : List.of("/swagger/notification-service.yml", "/prometheus")) {
      Answer packed = server.get(path, null, "Accept-Encoding", "gzip");
      assertThat(packed.status()).isEqualTo(200);
      assertThat(packed.headers().firstValue("Content-Encoding")).as(path).contains("gzip");
      assertThat(server.get(path, null).headers().firstValue("Content-Encoding")).isEmpty();
    }
    assertThat(
            server
                .get("/health", null, "Accept-Encoding", "gzip")
                .headers()
                .firstValue("Content-Encoding"))
        .as("short")
        .isEmpty();
  }

  @Test
  void aStreamIsNeverCompressedNorCalledOtherwise() {
    String token = bed.volunteerToken(Names.volunteer());
    try (EventStream stream =
        EventStream.openWith(
            server.port(),
            "/api/stream/me",
            token,
            "Accept-Encoding",
            "gzip",
            "Accept",
            "application/problem+json, text/event-stream")) {
      stream.awaitLive();
      assertThat(stream.response().headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(stream.response().headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
    }
  }

  /** Longer than the header's and the body's time, and the idle time too. */
  @Test
  void aStreamOutlivesTheTimeoutsOfRequests() throws Exception {
    String token = bed.volunteerToken(Names.volunteer());
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      Thread.sleep(6_000); // the timeouts are 2 and 3 s here
      assertThat(stream.ended()).isFalse();
    }
  }

  @Test
  void refusalsAreCounted() {
    server.get("/api/stream/me", null);
    server.get("/api/stream/me", bed.issuer().token("o-1", Set.of("operator"), "3203"));
    server.get("/api/stream/me", "no-token");
    assertThat(server.get("/prometheus", null).body())
        .containsPattern("muster_refusals_total\\{reason=\"no-token\",status=\"401\"}")
        .containsPattern("muster_refusals_total\\{reason=\"bad-token\",status=\"401\"}")
        .containsPattern("muster_refusals_total\\{reason=\"not-allowed\",status=\"403\"}");
  }
}
