package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import muster.localstack.TopicCatalogue;
import muster.testbed.HttpApi.Answer;
import muster.testbed.KafkaServer;
import muster.testbed.OnBothKinds;
import muster.testbed.RealServers;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import tools.jackson.databind.JsonNode;

/** An instance that does not read, not yet or not any more, gets no requests, and says why. */
@OnBothKinds
class ReadinessTest {
  private static final List<String> READERS =
      List.of(
          "notification-service.streams",
          "notification-service.desks",
          "notification-service.roster",
          "notification-service.receipts",
          "notification-service.desk-presence",
          "notification-service.deliveries");

  private final TestBed bed = TestBed.shared();
  private final String operator = bed.operatorToken("3203");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notification-service.streams",
        "notification-service.desks",
        "notification-service.roster",
        "notification-service.receipts",
        "notification-service.desk-presence",
        "notification-service.deliveries"
      })
  void aReaderThatHasEndedForGoodTakesReadinessAwayAndIsNamed(String reader) {
    try (RunningServer server = bed.startServer()) {
      assertThat(intake(server).path("status").asString()).isEqualTo("UP");
      assertThat(intake(server).path("details").propertyNames())
          .containsExactlyInAnyOrderElementsOf(READERS);
      assertThat(server.get("/prometheus", null).body()).containsPattern(reading(reader, 1));

      try (var _ = Unlogged.of(reader)) {
        awaitUnready(server);
      }

      assertHasEnded(server, reader);
      assertThat(server.get("/health", null).body())
          .as("without a token")
          .isEqualTo("{\"status\":\"DOWN\"}");
      assertThat(server.get("/prometheus", null).body()).containsPattern(reading(reader, 0));
      assertHasEnded(server, reader); // and no question mends it
    }
  }

  @Test
  void whoReadsButCanWriteNoDeadLettersAnyMoreHasEndedToo() {
    try (RunningServer server = bed.startServer();
        var _ = Unlogged.of("notification-service.roster-dead-letters")) {
      bed.publish(new ProducerRecord<>("volunteer.teams", Names.team(), new byte[] {1}));

      awaitUnready(server);

      assertHasEnded(server, "notification-service.roster");
    }
  }

  @Test
  void beforeItsTopicsAreThereItIsNotReadyAndThenItIs() {
    try (KafkaServer empty = RealServers.startKafka()) {
      Map<String, String> properties =
          bed.properties("muster.kafka.bootstrap-servers", empty.bootstrapServers());
      try (RunningServer server =
          new RunningServer(ApplicationContext.run(EmbeddedServer.class, Map.copyOf(properties)))) {
        Answer health = server.get("/health", operator);
        assertThat(health.status()).isEqualTo(503);
        JsonNode streams = health.json().at("/details/streams");
        assertThat(streams.path("status").asString()).isEqualTo("DOWN");
        assertThat(streams.at("/details/eventsCaughtUp").asBoolean()).isFalse();
        assertThat(streams.at("/details/desksCaughtUp").asBoolean()).isFalse();
        assertThat(streams.at("/details/rosterCaughtUp").asBoolean()).isFalse();
        assertThat(server.get("/api/stream/events", operator).status()).isEqualTo(503);
        assertThat(intake(server).path("status").asString())
            .as("they go on trying")
            .isEqualTo("UP");

        empty.createTopics(TopicCatalogue.all());
        server.awaitReady();

        assertThat(server.get("/health", operator).json().at("/details/streams/status").asString())
            .isEqualTo("UP");
      }
    }
  }

  private JsonNode intake(RunningServer server) {
    return server.get("/health", operator).json().at("/details/intake");
  }

  private static void awaitUnready(RunningServer server) {
    await()
        .dontCatchUncaughtExceptions() // the thread is meant to end by one
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.get("/health", null).status() == 503);
  }

  private void assertHasEnded(RunningServer server, String reader) {
    JsonNode intake = intake(server);
    assertThat(intake.path("status").asString()).isEqualTo("DOWN");
    READERS.forEach(
        one -> {
          String said = intake.path("details").path(one).asString();
          if (one.equals(reader)) {
            assertThat(said).isEqualTo("has ended");
          } else {
            assertThat(said).as(one).matches("\\d+ records behind");
          }
        });
  }

  private static String reading(String reader, int value) {
    return "muster_intake_reading\\{consumer=\"" + reader + "\"} " + value;
  }

  /**
   * Ends a thread, as when memory runs out just there: its next line of the log fails, and so does
   * every line by which it would say so and go on.
   */
  private static final class Unlogged extends TurboFilter implements AutoCloseable {
    private final LoggerContext context;
    private final String thread;
    private final AtomicBoolean begun = new AtomicBoolean();

    private Unlogged(LoggerContext context, String thread) {
      this.context = context;
      this.thread = thread;
    }

    static Unlogged of(String thread) {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      Unlogged filter = new Unlogged(context, thread);
      context.addTurboFilter(filter);
      return filter;
    }

    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] params,
        @Nullable Throwable throwable) {
      if (Thread.currentThread().getName().equals(thread)
          && (!begun.getAndSet(true) || logger.getName().startsWith("muster.eventintake."))) {
        throw new OutOfMemoryError("for a line of the log");
      }
      return FilterReply.NEUTRAL;
    }

    @Override
    public void close() {
      context.getTurboFilterList().remove(this);
    }
  }
}
