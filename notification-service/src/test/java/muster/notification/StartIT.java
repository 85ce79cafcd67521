package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import muster.localstack.Part;
import muster.localstack.ServiceProcess;
import muster.testbed.OnBothKinds;
import muster.testbed.StartTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The real process, from its start to its stop. */
@OnBothKinds
class StartIT {
  private static final int STREAMS = 40;

  private final TestBed bed = TestBed.shared();
  private final StartTrial trial =
      StartTrial.of(
          Part.NOTIFICATION,
          Map.of(
              "MUSTER_KAFKA", bed.broker().bootstrapServers(),
              "MUSTER_ISSUER", bed.issuer().issuer()));

  @Test
  void allSettingsThatCannotBeRightAreNamedAtOnce() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              trial.refusal(
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
  @Execution(ExecutionMode.CONCURRENT)
  void whoeverDoesNotComeIsNamedWithinThirtySeconds() {
    String broker = StartTrial.nobody();

    assertThat(trial.refusal(Map.of("MUSTER_KAFKA", broker)))
        .contains("Waiting for MUSTER_KAFKA, " + broker)
        .contains("MUSTER_KAFKA: no Kafka broker was there at " + broker + " within 25 s");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anIssuerThatDoesNotComeEndsTheServiceThoughItHasStarted() {
    String nobody = "http://" + StartTrial.nobody();

    assertThat(trial.refusal(Map.of("MUSTER_ISSUER", nobody, "MUSTER_START_PATIENCE", "12s")))
        .contains("MUSTER_ISSUER: the OIDC issuer " + nobody);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aBrokerThatComesLateIsWaitedFor() {
    TestBed own = TestBed.ownOne();
    own.broker().kill();
    try (ServiceProcess process =
        trial.process(
            Map.of(
                "MUSTER_START_PATIENCE", "60s", "MUSTER_KAFKA", own.broker().bootstrapServers()))) {
      process.launch();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> process.logTail(200).contains("Waiting for MUSTER_KAFKA"));
      own.broker().restart();
      process.awaitReady();
      assertThat(process.logTail(200)).containsPattern("MUSTER_KAFKA, .*: there after");
    } finally {
      own.close();
    }
  }

  /**
   * AddressedEvent to come back at different times, and ended in order, within the grace of any
   * engine.
   */
  @Test
  void askedToStopItSendsItsStreamsAwayAndEnds() {
    try (ServiceProcess process = trial.process(Map.of())) {
      process.start();
      List<EventStream> streams =
          IntStream.range(0, STREAMS)
              .mapToObj(i -> bed.volunteerToken(Names.volunteer()))
              .map(
                  token ->
                      EventStream.open(trial.port(), "/api/stream/me", token, null).awaitLive())
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

  @Test
  void askedToStopItAnswersTheReceiptThatComesIn() throws Exception {
    try (ServiceProcess process = trial.process(Map.of())) {
      process.start();
      String receipt = "{\"taskId\":\"%s\",\"status\":\"SEEN\"}".formatted(UUID.randomUUID());

      assertThat(
              trial.answerWhileStopping(
                  process,
                  "/api/receipts",
                  bed.volunteerToken(Names.volunteer()),
                  "application/json",
                  receipt))
          .startsWith("HTTP/1.1 404");
    }
  }
}
