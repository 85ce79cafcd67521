package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.notification.stream.OpenStreams;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest implements TestPropertyProvider {
  private static final String VILLAGE = "320371003209";

  private final TestBed bed = TestBed.shared();
  @Inject EmbeddedServer embedded;
  private RunningServer server;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties(
        "muster.stream.max-streams", "6",
        "muster.stream.max-streams-per-account", "2",
        "muster.stream.buffer-frames", "20",
        "muster.stream.buffer-bytes", "20000",
        "muster.stream.stall-timeout", "3s",
        "muster.stream.heartbeat", "1500ms");
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
  }

  @AfterEach
  void everyPlaceIsFreeAgain() {
    OpenStreams streams = server.bean(OpenStreams.class);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> streams.count() == 0);
  }

  @Test
  void anAccountsOldestStreamMakesRoomForTheNewest() {
    String token = bed.volunteerToken(Names.volunteer());
    try (EventStream first = server.stream("/api/stream/me", token).awaitLive();
        EventStream second = server.stream("/api/stream/me", token).awaitLive();
        EventStream third = server.stream("/api/stream/me", token).awaitLive()) {
      first.awaitEnd();
      assertThat(first.comments()).contains("replaced");
      assertThat(first.retryMillis()).isEqualTo(30_000);
      assertThat(second.ended()).isFalse();
      assertThat(third.ended()).isFalse();
    }
  }

  @Test
  void theStreamBeyondTheLastPlaceIsRefused() {
    List<EventStream> open = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      open.add(server.stream("/api/stream/me", bed.volunteerToken(Names.volunteer())).awaitLive());
    }
    Answer refused = server.get("/api/stream/me", bed.volunteerToken(Names.volunteer()));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");

    open.removeFirst().close();
    Awaitility.await().until(() -> server.bean(OpenStreams.class).count() == 5);
    try (EventStream next =
        server.stream("/api/stream/me", bed.volunteerToken(Names.volunteer()))) {
      next.awaitLive();
    }
    open.forEach(EventStream::close);
  }

  @Test
  void aReaderThatDoesNotReadIsCutOffAndNobodyElseWaits() throws Exception {
    String lazy = bed.issuer().token("lazy", Set.of("operator"), "3203");
    try (Socket socket = openWithoutReading("/api/stream/events", lazy);
        EventStream eager = server.stream("/api/stream/events", bed.operatorToken("3203"))) {
      eager.awaitLive();
      Awaitility.await().until(() -> server.bean(OpenStreams.class).count() == 2);
      Incident incident = new Incident(VILLAGE);
      bed.publish(incident.issued().events());
      String news = "n".repeat(4_000);
      long slowest = 0;
      int published = 0;
      while (server.bean(OpenStreams.class).count() == 2 && published < 2_000) {
        published++;
        long sent = System.nanoTime();
        bed.publish(incident.updated(published + " " + news).events());
        int count = published;
        eager.awaitEvent(
            event ->
                event.data().at("/event/details/headline").asString("").startsWith(count + " "));
        slowest = Math.max(slowest, System.nanoTime() - sent);
      }
      assertThat(server.bean(OpenStreams.class).count()).as("after " + published).isEqualTo(1);
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
      assertThat(eager.ended()).isFalse();
      // What the lazy one did get ends in a position that it can go on from.
      String got = readAll(socket.getInputStream());
      String position = got.substring(got.lastIndexOf("id: ", got.lastIndexOf("\n\n")) + 4);
      position = position.substring(0, position.indexOf('\n'));
      int last = lastNews(got);
      int all = published;
      try (EventStream resumed = server.stream("/api/stream/events", lazy, position)) {
        resumed.awaitEvent(event -> news(event) == all);
        assertThat(resumed.listReceived().stream().mapToInt(LimitsTest::news))
            .containsExactlyElementsOf(
                java.util.stream.IntStream.rangeClosed(last + 1, all).boxed().toList());
      }
    }
  }

  @Test
  void aStreamEndsWithTheTokenItWasOpenedWith() {
    String token =
        bed.issuer()
            .tokenWithClaims(
                Map.of(
                    "sub", Names.volunteer(),
                    "roles", List.of("volunteer"),
                    "exp", Date.from(Instant.now().plusSeconds(2))));
    try (EventStream stream = server.stream("/api/stream/me", token).awaitLive()) {
      stream.awaitEnd();
      assertThat(stream.comments()).contains("token-expired");
    }
  }

  private Socket openWithoutReading(String path, String token) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + "Authorization: Bearer "
                    + token
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String readAll(InputStream in) {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[8_192];
    try {
      int n;
      while ((n = in.read(buffer)) > 0) {
        all.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException reset) {
      // The server did not wait for us; what was on the way has been read.
    }
    return all.toString().replaceAll("\r\n[0-9a-f]+\r\n", "");
  }

  private static int news(EventStream.Received event) {
    String headline = event.data().at("/event/details/headline").asString("");
    return Integer.parseInt(headline.substring(0, headline.indexOf(' ')));
  }

  private static int lastNews(String got) {
    String complete = got.substring(0, got.lastIndexOf("\n\n"));
    int at = complete.lastIndexOf("\"headline\":\"") + 12;
    return Integer.parseInt(complete.substring(at, complete.indexOf(' ', at)));
  }
}
