package muster.eventintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import muster.contracts.Topics;
import muster.testbed.OnRealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@OnRealServers
class GroupReaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topics TOPIC = Topics.DISPATCH_EVENTS;

  private final String key = UUID.randomUUID().toString();
  private final String group = "test.group-" + key;
  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  private List<CompletableFuture<Void>> take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || !key.equals(new String(record.key()))) {
      return List.of();
    }
    String value = new String(record.value());
    int times = asked.merge(value, 1, Integer::sum);
    return switch (value) {
      case "unusable" -> throw new Unusable("of no use");
      case "bug" -> throw new IllegalStateException("a bug");
      case "deep" -> throw new StackOverflowError();
      case "away" ->
          times <= 5
              ? List.of(CompletableFuture.failedFuture(new ConnectException("refused")))
              : done(value);
      case "flaky" ->
          times <= 2
              ? List.of(CompletableFuture.failedFuture(new IllegalStateException("bad luck")))
              : done(value);
      default -> done(value);
    };
  }

  private List<CompletableFuture<Void>> done(String value) {
    taken.add(value);
    return List.of(CompletableFuture.completedFuture(null));
  }

  private GroupReader member(Broker broker) {
    return member(broker, GroupReader.Beginning.OLDEST);
  }

  private GroupReader member(Broker broker, GroupReader.Beginning beginning) {
    GroupReader member =
        new GroupReader(
            group,
            broker.clients,
            List.of(TOPIC),
            beginning,
            () -> true,
            this::take,
            new FaultPolicy(ConnectException.class::isInstance),
            broker.letters);
    member.start();
    return member;
  }

  @Test
  void badRecordsInTheMiddleArePutAsideAndTheOthersAreHandled() {
    Broker broker = Broker.shared();
    for (String one : List.of("a", "unusable", "b", "bug", "deep", "c")) {
      broker.send(TOPIC, key, one);
    }
    try (GroupReader member = member(broker)) {
      var letters = broker.awaitLetters(TOPIC, group, key, 3);
      assertThat(letters)
          .extracting(letter -> TopicReader.header(letter, "dlt_reason"))
          .containsExactly("of no use", "IllegalStateException: a bug", "StackOverflowError: null");
      await().atMost(PATIENCE).until(() -> taken.contains("c"));
      assertThat(taken).containsExactly("a", "b", "c");
      assertThat(asked).containsEntry("unusable", 1).containsEntry("bug", 4);
      assertThat(member.isReading()).isTrue();
    }
  }

  @Test
  void whatPassesIsRepeatedAndNothingIsPutAside() {
    Broker broker = Broker.shared();
    for (String one : List.of("a", "away", "flaky", "b")) {
      broker.send(TOPIC, key, one);
    }
    try (GroupReader member = member(broker)) {
      await().atMost(PATIENCE).until(() -> taken.contains("away") && taken.contains("flaky"));
      assertThat(taken).contains("a", "b");
      assertThat(asked.get("away")).isGreaterThanOrEqualTo(6);
      assertThat(member.failures()).isPositive();
    }
    assertThat(broker.listLetters(TOPIC, group, key)).isEmpty();
  }

  @Test
  void aGroupThatBeginsAtTheEndTakesWhatComesFromThenOnAndGoesOnWhereItStopped() {
    Broker broker = Broker.shared();
    broker.send(TOPIC, key, "before");
    try (GroupReader member = member(broker, GroupReader.Beginning.END)) {
      // Until it has its partitions nobody knows where their end was.
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                broker.send(TOPIC, key, "from then on");
                return taken.contains("from then on");
              });
    }
    taken.removeIf("from then on"::equals);
    assertThat(taken).isEmpty();
    broker.send(TOPIC, key, "while nobody read");
    try (GroupReader again = member(broker, GroupReader.Beginning.END)) {
      await().atMost(PATIENCE).until(() -> taken.contains("while nobody read"));
      assertThat(taken).doesNotContain("before");
      assertThat(again.isReading()).isTrue();
    }
  }

  @Test
  void whatIsCommittedDoesNotComeAgainAndAnotherMemberGoesOn() {
    Broker broker = Broker.shared();
    broker.send(TOPIC, key, "a");
    try (GroupReader member = member(broker)) {
      await().atMost(PATIENCE).until(() -> taken.contains("a"));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  member.behind().records() == 0
                      && member.behind().age().compareTo(Duration.ofSeconds(2)) < 0);
    }
    broker.send(TOPIC, key, "b");
    try (GroupReader member = member(broker)) {
      await().atMost(PATIENCE).until(() -> taken.contains("b"));
      assertThat(member.isReading()).isTrue();
    }
    assertThat(taken).containsExactly("a", "b");
  }

  @Test
  void aBrokerThatIsAwayIsBorne() {
    try (Broker broker = Broker.start();
        GroupReader member = member(broker)) {
      broker.send(TOPIC, key, "a");
      await().atMost(PATIENCE).until(() -> taken.contains("a"));
      broker.server().kill();
      broker.server().restart();
      broker.send(TOPIC, key, "b");
      await().atMost(PATIENCE).until(() -> taken.contains("b"));
      assertThat(member.isReading()).isTrue();
    }
  }

  @Test
  void aGroupThatHasANewNameBeginsWhereTheFormerOneStopped() {
    Broker broker = Broker.shared();
    String former = "former-" + key;
    broker.send(TOPIC, key, "old");
    try (GroupReader member = named(former, broker)) {
      await().atMost(PATIENCE).until(() -> taken.contains("old"));
      await()
          .atMost(PATIENCE)
          .until(() -> member.behind().age().compareTo(Duration.ofSeconds(2)) < 0);
    }
    broker.send(TOPIC, key, "new");
    try (GroupReader member = named(former + ".receipts", broker)) {
      await().atMost(PATIENCE).until(() -> taken.contains("new"));
      assertThat(member.isReading()).isTrue();
    }
    // And then for itself.
    broker.send(TOPIC, key, "newer");
    try (GroupReader member = named(former + ".receipts", broker)) {
      await().atMost(PATIENCE).until(() -> taken.contains("newer"));
      assertThat(member.isReading()).isTrue();
    }
    assertThat(taken).containsExactly("old", "new", "newer");
  }

  /** As it has to be for who writes down all that a poll has brought in one transaction. */
  @Test
  void aRecordThatIsHandledAgainIsAPollOfItsOwn() throws Exception {
    Broker broker = Broker.shared();
    List<CompletableFuture<Void>> waiting = Collections.synchronizedList(new ArrayList<>());
    GroupReader.Handler atTheEnd =
        new GroupReader.Handler() {
          @Override
          public List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            waiting.add(one);
            return record.key() != null && key.equals(new String(record.key()))
                ? List.of(one.thenRun(() -> taken.add(new String(record.value()))))
                : List.of(one);
          }

          @Override
          public void endOfPoll() {
            waiting.forEach(one -> one.complete(null));
            waiting.clear();
          }
        };
    try (GroupReader member =
        new GroupReader(
            group,
            broker.clients,
            List.of(TOPIC),
            () -> true,
            atTheEnd,
            new FaultPolicy(_ -> false),
            broker.letters)) {
      member.start();
      member
          .retryHandler()
          .retry()
          .handle(new ConsumerRecord<>(TOPIC.topic(), 0, 0, key.getBytes(), "again".getBytes()));
      assertThat(taken).containsExactly("again");
      assertThat(member.isReading()).isTrue();
    }
  }

  private GroupReader named(String name, Broker broker) {
    GroupReader member =
        new GroupReader(
            name,
            broker.clients,
            List.of(TOPIC),
            () -> true,
            this::take,
            new FaultPolicy(_ -> false),
            broker.letters);
    member.start();
    return member;
  }
}
