package muster.eventintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.testbed.OnRealServers;
import muster.testbed.TopicReader;
import org.junit.jupiter.api.Test;

/** A bad snapshot stays in its compacted topic, where every instance meets it at every start. */
@OnRealServers
class SharedDeadLettersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String consumer = "test.teams-" + UUID.randomUUID();
  private final String key = UUID.randomUUID().toString();
  private final AtomicInteger gone = new AtomicInteger();

  private Topics topic = Topics.VOLUNTEER_TEAMS;

  private WholeTopics instance(Broker broker) {
    CompactedTopics all =
        new CompactedTopics(new EventReading(new EventCodec()))
            .with(Topics.VOLUNTEER_TEAMS, TeamSnapshot.class, team -> {}, this::gone)
            .with(Topics.VOLUNTEER_PRESENCE, PresenceSnapshot.class, one -> {}, this::gone);
    WholeTopics reader =
        new WholeTopics(consumer, broker.clients, List.of(topic), all, broker.letters);
    reader.start();
    return reader;
  }

  private void gone(String id) {
    if (id.equals("end of " + key)) {
      gone.incrementAndGet();
    }
  }

  /** Until everything that was sent before is read by all of them, and no letter waits. */
  private void awaitAll(Broker broker, WholeTopics... readers) {
    for (WholeTopics reader : readers) {
      await().atMost(PATIENCE).until(() -> reader.caughtUp() && reader.lettersWaiting() == 0);
    }
    int before = gone.get();
    broker.send(topic, "end of " + key, null, java.util.Map.of());
    await().atMost(PATIENCE).until(() -> gone.get() >= before + readers.length);
    for (WholeTopics reader : readers) {
      await().atMost(PATIENCE).until(() -> reader.lettersWaiting() == 0);
    }
  }

  private List<String> letters(Broker broker) {
    return broker.listLetters(topic, consumer, key).stream()
        .map(letter -> new String(letter.value()))
        .toList();
  }

  @Test
  void twoInstancesAndARestartOfBothPutABadSnapshotAsideOnce() {
    Broker broker = Broker.shared();
    broker.send(topic, key, "bad one");
    try (WholeTopics first = instance(broker);
        WholeTopics second = instance(broker)) {
      awaitAll(broker, first, second);
      assertThat(letters(broker)).containsExactly("bad one");
      broker.send(topic, key, "bad two");
      awaitAll(broker, first, second);
      assertThat(letters(broker)).containsExactly("bad one", "bad two");
    }
    try (WholeTopics first = instance(broker);
        WholeTopics second = instance(broker)) {
      awaitAll(broker, first, second);
      broker.send(topic, key, "bad three");
      awaitAll(broker, first, second);
      assertThat(letters(broker)).containsExactly("bad one", "bad two", "bad three");
    }
    var letter = broker.awaitLetters(topic, consumer, key, 1).getFirst();
    assertThat(TopicReader.header(letter, "dlt_reason")).contains("ce_type is missing");
  }

  /** Each shuts the others out in the middle of their work, and takes over from them. */
  @Test
  void threeInstancesThatFightForManyLettersWriteEachOnce() {
    // Apart from the others', whose readers would meet them all.
    topic = Topics.VOLUNTEER_PRESENCE;
    Broker broker = Broker.shared();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      all.add("bad " + i);
      broker.send(topic, key, "bad " + i);
    }
    try (WholeTopics first = instance(broker);
        WholeTopics second = instance(broker);
        WholeTopics third = instance(broker)) {
      awaitAll(broker, first, second, third);
    }
    assertThat(letters(broker)).containsExactlyElementsOf(all);
  }

  @Test
  void aRestartOfTheBrokerInTheMiddleLosesNoneAndDoublesNone() {
    try (Broker broker = Broker.start()) {
      List<String> all = new ArrayList<>();
      try (WholeTopics first = instance(broker);
          WholeTopics second = instance(broker)) {
        for (int i = 0; i < 40; i++) {
          all.add("bad " + i);
          broker.send(topic, key, "bad " + i);
          if (i == 20) {
            broker.server().kill();
            broker.server().restart();
          }
        }
        awaitAll(broker, first, second);
      }
      assertThat(letters(broker)).containsExactlyElementsOf(all);
    }
  }

  @Test
  void aRenewedMarkIsTheSameMark() throws Exception {
    Broker broker = Broker.shared();
    broker.send(topic, key, "bad");
    try (WholeTopics first = instance(broker)) {
      awaitAll(broker, first);
    }
    SharedDeadLetters idle = new SharedDeadLetters(consumer, broker.clients, broker.letters);
    idle.renew();
    try (WholeTopics again = instance(broker)) {
      awaitAll(broker, again);
    }
    assertThat(letters(broker)).containsExactly("bad");
  }

  @Test
  void aSnapshotThatLeavesNoRoomForItsReasonIsPutAsideWithItsBeginning() {
    Broker broker = Broker.shared();
    broker.send(topic, key, new byte[1_048_480], java.util.Map.of());
    try (WholeTopics reader = instance(broker)) {
      awaitAll(broker, reader);
    }
    assertThat(broker.listLetters(topic, consumer, key))
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).hasSize(16 * 1024));
  }
}
