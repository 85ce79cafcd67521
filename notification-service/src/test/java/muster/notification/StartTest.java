package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import muster.localstack.FreePorts;
import muster.localstack.ServiceProcess;
import muster.testbed.OnRealServers;
import muster.testbed.ServiceProgram;
import org.junit.jupiter.api.Test;

/** The real process, from its start to its stop. */
@OnRealServers
class StartTest {
  private static final int STREAMS = 40;

  private final TestBed bed = TestBed.shared();
  private final int port = FreePorts.next();

  private ServiceProcess process(Map<String, String> settings) {
    Map<String, String> environment =
        new TreeMap<>(
            Map.of(
                "MICRONAUT_SERVER_PORT", Integer.toString(port),
                "MUSTER_KAFKA", bed.broker().bootstrapServers(),
                "MUSTER_ISSUER", bed.issuer().issuer()));
    environment.putAll(settings);
    return ServiceProgram.of("notification-service", NotificationService.class)
        // Micronaut takes a process whose class path has JUnit on it for a test of its own.
        .jvmArguments("-Dmicronaut.env.deduction=false")
        .environment(environment)
        .readyWhen(URI.create("http://127.0.0.1:" + port + "/health"))
        .build();
  }

  private String refusal(Map<String, String> settings) {
    return ServiceProgram.refusal(process(settings));
  }

  @Test
  void allSettingsThatCannotBeRightAreNamedAtOnce() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              refusal(
                  Map.of(
                      "MICRONAUT_SERVER_PORT", Integer.toString(taken.getLocalPort()),
                      "MUSTER_ISSUER", "",
                      "MUSTER_KAFKA", "kafka")))
          .contains("MICRONAUT_SERVER_PORT: port " + taken.getLocalPort())
          .contains("MUSTER_ISSUER: no OIDC issuer is named")
          .contains("MUSTER_KAFKA: \"kafka\" is not host:port");
    }
  }

  @Test
  void whoeverDoesNotComeIsNamedWithinThirtySeconds() {
    String broker = "localhost:" + FreePorts.next();

    assertThat(refusal(Map.of("MUSTER_KAFKA", broker)))
        .contains("Waiting for MUSTER_KAFKA, " + broker)
        .contains("MUSTER_KAFKA: no Kafka broker was there at " + broker + " within 25 s");
  }

  @Test
  void anIssuerThatDoesNotComeEndsTheServiceThoughItHasStarted() {
    String nobody = "http://localhost:" + FreePorts.next();

    assertThat(refusal(Map.of("MUSTER_ISSUER", nobody, "MUSTER_START_PATIENCE", "12s")))
        .contains("MUSTER_ISSUER: the OIDC issuer " + nobody);
  }

  @Test
  void aBrokerThatComesLateIsWaitedFor() {
    TestBed own = TestBed.ownOne();
    own.broker().kill();
    try (ServiceProcess process =
        process(
            Map.of(
                "MUSTER_START_PATIENCE", "60s", "MUSTER_KAFKA", own.broker().bootstrapServers()))) {
      process.launch();
      var coming =
          CompletableFuture.runAsync(
              own.broker()::restart, CompletableFuture.delayedExecutor(8, TimeUnit.SECONDS));
      process.awaitReady();
      coming.join();
      assertThat(process.logTail(200)).containsPattern("MUSTER_KAFKA, .*: there after");
    } finally {
      own.close();
    }
  }

  /** Told to come back at different times, and ended in order, within the grace of any engine. */
  @Test
  void askedToStopItSendsItsStreamsAwayAndEnds() {
    try (ServiceProcess process = process(Map.of())) {
      process.start();
      List<EventStream> streams =
          IntStream.range(0, STREAMS)
              .mapToObj(i -> bed.volunteerToken(Names.volunteer()))
              .map(token -> EventStream.open(port, "/api/stream/me", token, null).awaitLive())
              .toList();
      long asked = System.nanoTime();
      process.terminate();
      Duration took = Duration.ofNanos(System.nanoTime() - asked);

      streams.forEach(EventStream::awaitEnd);
      assertThat(streams)
          .allSatisfy(stream -> assertThat(stream.comments()).contains("going-away"));
      assertThat(streams)
          .allSatisfy(stream -> assertThat(stream.retryMillis()).isBetween(1_000L, 3_000L));
      assertThat(streams.stream().map(EventStream::retryMillis).distinct().count())
          .isGreaterThan(STREAMS / 2);
      assertThat(took).isLessThan(Duration.ofSeconds(10));
      streams.forEach(EventStream::close);
    }
  }
}
