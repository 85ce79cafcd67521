package muster.eventintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import muster.contracts.Topics;
import muster.testbed.OnBothKinds;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@OnBothKinds
class WholeTopicsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** An exception that not even its name can be had of. */
  private static final class Unspeakable extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }

  private final String key = UUID.randomUUID().toString();
  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

  /** What it throws is what the value says. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || !key.equals(new String(record.key()))) {
      return;
    }
    String value = new String(record.value());
    switch (value) {
      case "unusable" -> throw new Unusable("of no use");
      case "bug" -> throw new NullPointerException("a bug");
      case "error" -> throw new AssertionError("should not be");
      case "deep" -> deeper(0);
      case "unspeakable" -> throw new Unspeakable();
      default -> taken.add(value);
    }
  }

  private static int deeper(int depth) {
    return depth < 0 ? 0 : deeper(depth + 1) + 1;
  }

  private WholeTopics reader(Broker broker, String consumer, Topics topic) {
    return new WholeTopics(consumer, broker.clients, List.of(topic), this::take, broker.letters);
  }

  @Test
  void readsAllThatIsThereAndSaysWhenAndThenWhatComes() {
    Broker broker = Broker.shared();
    broker.send(Topics.VOLUNTEER_EVENTS, key, "1");
    broker.send(Topics.VOLUNTEER_EVENTS, key, "2");
    try (WholeTopics reader = reader(broker, "test.catch-up", Topics.VOLUNTEER_EVENTS)) {
      assertThat(reader.caughtUp()).isFalse();
      reader.start();
      reader.whenCaughtUp().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
      assertThat(taken).containsExactly("1", "2");
      broker.send(Topics.VOLUNTEER_EVENTS, key, "3");
      await().atMost(PATIENCE).until(() -> taken.size() == 3);
      await()
          .atMost(PATIENCE)
          .until(() -> reader.behind().age().compareTo(Duration.ofSeconds(2)) < 0);
      assertThat(reader.behind().records()).isZero();
      assertThat(reader.failures()).isZero();
    }
  }

  @Test
  void whateverTheHandlerThrowsTheRecordIsPutAsideAndTheNextOneIsRead() {
    Broker broker = Broker.shared();
    try (WholeTopics reader = reader(broker, "test.throws", Topics.VOLUNTEER_EVENTS)) {
      reader.start();
      for (String one :
          List.of("a", "unusable", "b", "bug", "error", "c", "deep", "unspeakable", "d")) {
        broker.send(Topics.VOLUNTEER_EVENTS, key, one);
      }
      await().atMost(PATIENCE).until(() -> taken.size() == 4);
      assertThat(taken).containsExactly("a", "b", "c", "d");
      assertThat(reader.isReading()).isTrue();
      assertThat(reader.failures()).isEqualTo(4);

      var letters = broker.awaitLetters(Topics.VOLUNTEER_EVENTS, "test.throws", key, 5);
      assertThat(letters)
          .extracting(letter -> new String(letter.value()))
          .containsExactly("unusable", "bug", "error", "deep", "unspeakable");
      assertThat(letters)
          .extracting(letter -> TopicReader.header(letter, "dlt_reason"))
          .containsExactly(
              "of no use",
              "NullPointerException: a bug",
              "AssertionError: should not be",
              "StackOverflowError: null",
              Unspeakable.class.getName());
      await().atMost(PATIENCE).until(() -> reader.lettersWaiting() == 0);
    }
  }

  @Test
  void aBrokerThatIsAwayIsBorneAndNothingIsReadTwice() {
    try (Broker broker = Broker.start()) {
      broker.send(Topics.VOLUNTEER_EVENTS, key, "before");
      try (WholeTopics reader = reader(broker, "test.away", Topics.VOLUNTEER_EVENTS)) {
        reader.start();
        await().atMost(PATIENCE).until(() -> taken.size() == 1);
        broker.server().kill();
        await()
            .atMost(PATIENCE)
            .until(() -> reader.behind().age().compareTo(Duration.ofSeconds(3)) > 0);
        assertThat(reader.isReading()).isTrue();
        broker.server().restart();
        broker.send(Topics.VOLUNTEER_EVENTS, key, "unusable");
        broker.send(Topics.VOLUNTEER_EVENTS, key, "after");
        await().atMost(PATIENCE).until(() -> taken.size() == 2);
        assertThat(taken).containsExactly("before", "after");
        assertThat(broker.awaitLetters(Topics.VOLUNTEER_EVENTS, "test.away", key, 1)).hasSize(1);
        await()
            .atMost(PATIENCE)
            .until(() -> reader.behind().age().compareTo(Duration.ofSeconds(2)) < 0);
      }
    }
  }

  @Test
  void beforeTheTopicIsThereItWaits() {
    try (muster.testbed.KafkaServer empty = muster.testbed.RealServers.startKafka()) {
      KafkaClients clients = new KafkaClients(empty.bootstrapServers());
      Broker broker = Broker.shared();
      try (WholeTopics reader =
          new WholeTopics(
              "test.early", clients, List.of(Topics.VOLUNTEER_TEAMS), this::take, broker.letters)) {
        reader.start();
        await().atMost(PATIENCE).until(() -> reader.failures() > 0);
        assertThat(reader.caughtUp()).isFalse();
        empty.createTopics(muster.localstack.TopicCatalogue.all());
        await().atMost(PATIENCE).until(reader::caughtUp);
      }
    }
  }

  @Test
  void whereTheThreadEndsItIsKnown() {
    Broker broker = Broker.shared();
    try (WholeTopics reader =
        new WholeTopics(
            "test.killed",
            broker.clients,
            () -> {
              throw new Unspeakable(); // not even telling of it is possible
            },
            List.of(Topics.VOLUNTEER_TEAMS),
            this::take,
            broker.letters)) {
      assertThat(reader.isReading()).isTrue();
      reader.start();
      await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> !reader.isReading());
    }
  }

  @Test
  void oneThatWasClosedIsNotOneThatEnded() {
    Broker broker = Broker.shared();
    WholeTopics reader = reader(broker, "test.closed", Topics.VOLUNTEER_EVENTS);
    reader.start();
    reader.close();
    assertThat(reader.isReading()).isTrue();
  }
}
