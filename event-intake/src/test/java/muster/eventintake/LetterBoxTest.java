package muster.eventintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import muster.contracts.Topics;
import muster.testbed.OnBothKinds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consumer of each kind, what it has put aside, and what becomes of that when asked. */
@OnBothKinds
class LetterBoxTest {
  private static final Topics TOPIC = Topics.REPORT_EVENTS;

  private final Broker broker = Broker.shared();
  private final String key = UUID.randomUUID().toString();
  private final String service = "test-" + key;
  private final String group = service + ".group";
  private final List<ConsumerRecord<byte[], byte[]>> taken =
      Collections.synchronizedList(new ArrayList<>());
  private volatile @Nullable Exception fault = new Unusable("of no use");

  private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    if (record.key() == null || !key.equals(new String(record.key()))) {
      return;
    }
    Exception now = fault;
    if (now != null) {
      throw now;
    }
    taken.add(record);
  }

  private List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      take(record);
      return List.of(CompletableFuture.completedFuture(null));
    } catch (Unusable e) {
      throw e;
    } catch (Exception e) {
      return List.of(CompletableFuture.failedFuture(e));
    }
  }

  private GroupReader member() {
    GroupReader member =
        new GroupReader(
            group,
            broker.clients,
            List.of(TOPIC),
            GroupReader.Beginning.OLDEST,
            () -> true,
            this::handle,
            new FaultPolicy(ConnectException.class::isInstance),
            broker.letters);
    member.start();
    return member;
  }

  private LetterBox box(RetryHandler... handlers) {
    return new LetterBox(
        service,
        broker.clients,
        broker.letters,
        new FaultPolicy(ConnectException.class::isInstance),
        List.of(handlers));
  }

  /** All pages. */
  private static List<DeadLetter> all(LetterBox box, @Nullable String topic, int limit) {
    List<DeadLetter> letters = new ArrayList<>();
    String next = null;
    do {
      LetterPage page = box.list(topic, next, limit);
      assertThat(page.letters()).hasSizeLessThanOrEqualTo(limit);
      letters.addAll(page.letters());
      next = page.next();
    } while (next != null);
    return letters;
  }

  private void sendAndAwaitLetters(String... values) {
    for (String value : values) {
      broker.send(TOPIC, key, value.getBytes(), Map.of("ce_type", "x.v1", "ce_id", "id-" + value));
    }
    var unused = broker.awaitLetters(TOPIC, group, key, values.length);
  }

  @Test
  void whatAConsumerHasPutAsideIsToldWithoutItsValue() {
    try (GroupReader member = member()) {
      long offset = broker.send(TOPIC, key, new byte[] {1, 2, 3}, Map.of("ce_type", "x.v1"));
      var unused = broker.awaitLetters(TOPIC, group, key, 1);

      List<DeadLetter> letters = all(box(member.retryHandler()), null, 10);

      assertThat(letters)
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.topic()).isEqualTo("report.events");
                assertThat(letter.consumer()).isEqualTo(group);
                assertThat(letter.reason()).isEqualTo("of no use");
                assertThat(letter.key()).isEqualTo(key);
                assertThat(letter.type()).isEqualTo("x.v1");
                assertThat(letter.eventId()).isNull();
                assertThat(letter.recordOffset()).isEqualTo(offset);
                assertThat(letter.valueBytes()).isEqualTo(3);
                assertThat(letter.dealtWith()).isFalse();
              });
    }
  }

  @Test
  void controlCharactersOfOthersAreShownAsSuch() {
    broker.letters.send(
        group,
        new ConsumerRecord<>(TOPIC.topic(), 0, 1, "\u001b[2Jkey".getBytes(), new byte[0]),
        "bad \u0007 news");

    assertThat(all(box(RetryHandler.atItsStart(group, List.of(TOPIC))), null, 10))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("bad \uFFFD news");
              assertThat(letter.key()).isEqualTo("\uFFFD[2Jkey");
            });
  }

  @Test
  void pagesHaveEachLetterOnceTheNewestFirstAndNoneOfOthers() {
    for (int i = 0; i < 25; i++) {
      // As if from all partitions: a letter's partition follows from its key.
      letter(group, "k-" + i, "reason " + i);
      letter("somebody-else.group", "k-" + i, "not ours");
    }
    LetterBox box = box(RetryHandler.atItsStart(group, List.of(TOPIC, Topics.DISPATCH_EVENTS)));

    for (int limit : new int[] {1, 7, 25, 200}) {
      List<DeadLetter> letters = all(box, null, limit);
      assertThat(letters).extracting(DeadLetter::reason).hasSize(25).doesNotHaveDuplicates();
      assertThat(letters).isSortedAccordingTo(Comparator.comparing(DeadLetter::at).reversed());
      assertThat(letters).extracting(DeadLetter::consumer).containsOnly(group);
    }
    assertThat(all(box, "report.events", 7)).hasSize(25);
    assertThat(all(box, "dispatch.events", 7)).isEmpty();
  }

  private void letter(String consumer, String of, String reason) {
    broker.letters.send(
        consumer,
        new ConsumerRecord<>(TOPIC.topic(), 0, 1, of.getBytes(), "value".getBytes()),
        reason);
  }

  /** More than are read at once of a partition. */
  @Test
  void aFloodIsReadPieceByPiece() {
    int flood = LetterReading.WINDOW + 20;
    for (int i = 0; i < flood; i++) {
      letter("flood-" + service, "the same key", "a flood");
    }
    letter(group, "the same key", "the newest");
    LetterBox box = box(RetryHandler.atItsStart(group, List.of(TOPIC)));

    LetterPage first = box.list(null, null, 50);
    assertThat(first.letters()).extracting(DeadLetter::reason).containsExactly("the newest");
    assertThat(first.next()).isNotNull();
    LetterPage second = box.list(null, first.next(), 50);
    assertThat(second.letters()).isEmpty();
  }

  @Test
  void aLetterIsHandledAgainByItsConsumerAsTheRecordThatItWas() throws Exception {
    try (GroupReader member = member()) {
      sendAndAwaitLetters("a");
      LetterBox box = box(member.retryHandler());
      DeadLetter letter = all(box, null, 10).getFirst();
      fault = null;

      assertThat(box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou"))
          .isEqualTo(new RetryOutcome.Handled());

      assertThat(taken)
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.topic()).isEqualTo("report.events");
                assertThat(record.partition()).isEqualTo(letter.recordPartition());
                assertThat(record.offset()).isEqualTo(letter.recordOffset());
                assertThat(new String(record.value())).isEqualTo("a");
                assertThat(record.headers().toArray())
                    .extracting(Header::key)
                    .containsExactlyInAnyOrder("ce_type", "ce_id");
              });
      assertThat(all(box, null, 10)).singleElement().matches(DeadLetter::dealtWith);
      // Whoever asks once more, on whichever instance, is told so.
      assertThat(
              box(member.retryHandler())
                  .retry(letter.topic(), letter.partition(), letter.offset(), "zhou"))
          .isEqualTo(new RetryOutcome.Refused(RetryOutcome.Why.DEALT_WITH));
      assertThat(taken).hasSize(1);
    }
  }

  @Test
  void whatIsStillOfNoUseIsPutAsideAgainWithTheNewReason() {
    try (GroupReader member = member()) {
      sendAndAwaitLetters("a");
      LetterBox box = box(member.retryHandler());
      DeadLetter letter = all(box, null, 10).getFirst();
      fault = new IllegalStateException("still broken");

      RetryOutcome outcome = box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou");

      assertThat(outcome)
          .isInstanceOfSatisfying(
              RetryOutcome.PutAsideAgain.class,
              again -> {
                assertThat(again.reason()).isEqualTo("IllegalStateException: still broken");
                assertThat(all(box, null, 10))
                    .filteredOn(one -> !one.dealtWith())
                    .singleElement()
                    .satisfies(
                        one -> {
                          assertThat(one.partition()).isEqualTo(again.partition());
                          assertThat(one.offset()).isEqualTo(again.offset());
                          assertThat(one.reason()).isEqualTo(again.reason());
                          assertThat(one.recordOffset()).isEqualTo(letter.recordOffset());
                        });
              });
      assertThat(all(box, null, 10)).hasSize(2);
    }
  }

  @Test
  void whatPassesChangesNothing() {
    try (GroupReader member = member()) {
      sendAndAwaitLetters("a");
      LetterBox box = box(member.retryHandler());
      DeadLetter letter = all(box, null, 10).getFirst();
      fault = new ConnectException("refused");

      assertThatThrownBy(
              () -> box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou"))
          .isInstanceOf(LettersUnavailableException.class);

      assertThat(all(box, null, 10)).containsExactly(letter);
      fault = null;
      assertThat(box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou"))
          .isEqualTo(new RetryOutcome.Handled());
    }
  }

  @Test
  void aReaderOfWholeTopicsTakesASnapshotOnItsOwnThreadAndNoTombstone() {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    try (WholeTopics reader =
        new WholeTopics(
            service + ".reader",
            broker.clients,
            List.of(Topics.VOLUNTEER_TEAMS),
            record -> {
              if (record.key() != null && key.equals(new String(record.key()))) {
                threads.add(Thread.currentThread().getName());
                if (fault != null) {
                  throw new Unusable("not yet");
                }
              }
            },
            broker.letters)) {
      reader.start();
      broker.send(Topics.VOLUNTEER_TEAMS, key, "a team");
      broker.send(Topics.VOLUNTEER_TEAMS, key, null, Map.of());
      var unused = broker.awaitLetters(Topics.VOLUNTEER_TEAMS, service + ".reader", key, 2);
      LetterBox box = box(reader.retryHandler());
      List<DeadLetter> letters = all(box, "volunteer.teams", 10);
      assertThat(letters).extracting(DeadLetter::valueBytes).containsExactlyInAnyOrder(6, -1);
      fault = null;

      for (DeadLetter letter : letters) {
        RetryOutcome outcome =
            box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou");
        assertThat(outcome)
            .isEqualTo(
                letter.valueBytes() < 0
                    ? new RetryOutcome.Refused(RetryOutcome.Why.TOMBSTONE)
                    : new RetryOutcome.Handled());
      }
      assertThat(threads).hasSize(3).containsOnly(service + ".reader");
      assertThat(reader.isReading()).isTrue();
    }
  }

  @Test
  void whoIsReadAtTheStartAloneSaysSo() {
    letter(group, key, "a bug");
    LetterBox box = box(RetryHandler.atItsStart(group, List.of(TOPIC)));
    DeadLetter letter = all(box, null, 10).getFirst();

    assertThat(box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou"))
        .isEqualTo(new RetryOutcome.Refused(RetryOutcome.Why.READ_AT_START));
    assertThat(all(box, null, 10)).singleElement().matches(one -> !one.dealtWith());
  }

  @Test
  void aLetterThatHasNotTheWholeRecordIsNotHandled() {
    broker.letters.send(
        group,
        new ConsumerRecord<>(TOPIC.topic(), 0, 1, key.getBytes(), new byte[3 << 20]),
        "too large");
    LetterBox box = box(RetryHandler.atItsStart(group, List.of(TOPIC)));
    DeadLetter letter = all(box, null, 10).getFirst();

    assertThat(box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou"))
        .isEqualTo(new RetryOutcome.Refused(RetryOutcome.Why.SHORTENED));
  }

  @Test
  void whatIsNoLetterOfThisServiceIsUnknown() {
    letter("somebody-else.group", key, "not ours");
    LetterBox theirs = box(RetryHandler.atItsStart("somebody-else.group", List.of(TOPIC)));
    DeadLetter letter =
        all(theirs, null, 200).stream()
            .filter(one -> key.equals(one.key()))
            .findFirst()
            .orElseThrow();
    LetterBox box = box(RetryHandler.atItsStart(group, List.of(TOPIC)));

    assertThat(
            List.of(
                box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou"),
                box.retry(letter.topic(), letter.partition(), Long.MAX_VALUE - 1, "zhou"),
                box.retry(letter.topic(), letter.partition(), -1, "zhou"),
                box.retry(letter.topic(), Topics.PARTITIONS, 0, "zhou"),
                box.retry(letter.topic(), -1, 0, "zhou"),
                box.retry("dispatch.events", 0, 0, "zhou"),
                box.retry("nonsense", 0, 0, "zhou")))
        .containsOnly(new RetryOutcome.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "report.events", "report.events:x!", "nonsense:", "report.events:-1"})
  void aPlaceThatNoPageHasNamedIsRefused(String next) {
    LetterBox box = box(RetryHandler.atItsStart(group, List.of(TOPIC)));

    assertThatIllegalArgumentException().isThrownBy(() -> box.list(null, next, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> box.list("dispatch.events", null, 10));
  }

  @Test
  void aServiceThatReadsNothingHasNone() {
    assertThat(box().list(null, null, 10)).isEqualTo(new LetterPage(List.of(), null));
    assertThat(box().topics()).isEmpty();
  }

  @Test
  void aReaderThatDoesNotReadIsSaidToBeAway() {
    GroupReader never =
        new GroupReader(
            group,
            broker.clients,
            List.of(TOPIC),
            () -> true,
            this::handle,
            new FaultPolicy(_ -> false),
            broker.letters);
    letter(group, key, "a bug");
    LetterBox box = box(never.retryHandler());
    DeadLetter letter = all(box, null, 10).getFirst();

    assertThatThrownBy(() -> box.retry(letter.topic(), letter.partition(), letter.offset(), "zhou"))
        .isInstanceOf(LettersUnavailableException.class);
    assertThat(taken).isEmpty();
    assertThat(all(box, null, 10)).singleElement().matches(one -> !one.dealtWith());
  }
}
