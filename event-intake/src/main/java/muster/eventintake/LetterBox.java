package muster.eventintake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import muster.contracts.Topics;
import muster.eventintake.RetryHandler.NotAgain;
import muster.eventintake.RetryOutcome.Why;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service's own consumers have put aside: shown, and handled once more by the consumer that
 * has put it aside, which is nothing that others notice. A letter that was dealt with is kept and
 * marked; it goes when its topic's time is over.
 */
public final class LetterBox {
  private static final Logger LOG = LoggerFactory.getLogger(LetterBox.class);

  private final Map<String, RetryHandler> handlers = new LinkedHashMap<>();
  private final List<Topics> topics;
  private final LetterReading reading;
  private final HandledLetters handled;
  private final DeadLetters letters;
  private final FaultPolicy policy;

  /**
   * @param service such as {@code dispatch-service}
   * @param policy what of a consumer's failures passes: then a letter stays as it is
   * @param handlers of all the service's consumers, by whose letters they are known
   */
  public LetterBox(
      String service,
      KafkaClients clients,
      DeadLetters letters,
      FaultPolicy policy,
      List<RetryHandler> handlers) {
    handlers.forEach(handler -> this.handlers.put(handler.consumer(), handler));
    this.topics =
        handlers.stream()
            .flatMap(handler -> handler.topics().stream())
            .distinct()
            .sorted(Comparator.comparing(Topics::topic))
            .toList();
    this.reading = new LetterReading(clients);
    this.handled = new HandledLetters(service, clients);
    this.letters = letters;
    this.policy = policy;
  }

  /** Names of the topics that the service's consumers read. */
  public List<String> topics() {
    return topics.stream().map(Topics::topic).toList();
  }

  /**
   * Topic by topic, of each the newest first.
   *
   * @param topic null for all
   * @param next of the page before; null for the first one
   * @throws IllegalArgumentException for a topic that no consumer of this service reads, and for
   *     what no page has named as its next
   * @throws LettersUnavailableException if the broker is away or slow
   */
  public LetterPage list(@Nullable String topic, @Nullable String next, int limit) {
    List<Topics> wanted = topic == null ? topics : List.of(find(topic).orElseThrow(LetterBox::no));
    Place place = next == null ? null : Place.parse(next);
    if (place != null) {
      Topics from = find(place.topic()).filter(wanted::contains).orElseThrow(LetterBox::no);
      wanted = wanted.subList(wanted.indexOf(from), wanted.size());
    }
    if (wanted.isEmpty()) {
      return new LetterPage(List.of(), null);
    }
    try {
      return list(wanted, place == null ? new long[0] : place.before(), limit);
    } catch (KafkaException e) {
      throw new LettersUnavailableException(e);
    }
  }

  private LetterPage list(List<Topics> wanted, long[] firstBefore, int limit) {
    Map<TopicPartition, OffsetRanges> dealtWith = handled.read();
    List<DeadLetter> found = new ArrayList<>();
    long[] before = firstBefore;
    for (Topics topic : wanted) {
      if (found.size() == limit) {
        return new LetterPage(found, new Place(topic.topic(), before).text());
      }
      LetterReading.Read read =
          reading.newest(
              topic,
              before,
              limit - found.size(),
              letter -> handlers.containsKey(letter.consumer()));
      read.letters().stream()
          .map(
              letter ->
                  letter.dealtWith(
                      dealtWith
                          .getOrDefault(
                              new TopicPartition(topic.deadLetterTopic(), letter.partition()),
                              OffsetRanges.NONE)
                          .contains(letter.offset())))
          .forEach(found::add);
      if (read.hasOlder()) {
        return new LetterPage(found, new Place(topic.topic(), read.before()).text());
      }
      before = new long[0];
    }
    return new LetterPage(found, null);
  }

  /**
   * Has a record handled again; one at a time.
   *
   * @param topic that it was read from
   * @param partition with the offset, the letter's own place
   * @param by the account that asked for it, for the log
   * @throws LettersUnavailableException if the broker is away, or the consumer could not do it for
   *     a reason that passes: nothing has changed then
   */
  public synchronized RetryOutcome retry(String topic, int partition, long offset, String by) {
    try {
      return retryNow(topic, partition, offset, by);
    } catch (KafkaException e) {
      LOG.warn("a dead letter could not be handled again now: {}", FaultPolicy.reason(e));
      throw new LettersUnavailableException(e);
    }
  }

  private RetryOutcome retryNow(String topic, int partition, long offset, String by) {
    Optional<Topics> known = find(topic);
    Optional<LetterReading.Found> found =
        known.flatMap(one -> reading.find(one, partition, offset));
    if (known.isEmpty() || found.isEmpty()) {
      return new RetryOutcome.Unknown();
    }
    ConsumerRecord<byte[], byte[]> letter = found.get().letter();
    RetryHandler handler = handlers.get(DeadLetter.text(letter, DeadLetters.CONSUMER));
    if (handler == null || !handler.topics().contains(known.get())) {
      return new RetryOutcome.Unknown();
    }
    TopicPartition place = new TopicPartition(letter.topic(), partition);
    if (handled.read().getOrDefault(place, OffsetRanges.NONE).contains(offset)) {
      return new RetryOutcome.Refused(Why.DEALT_WITH);
    }
    if (DeadLetter.text(letter, DeadLetters.REASON).endsWith(DeadLetters.SHORTENED)) {
      return new RetryOutcome.Refused(Why.SHORTENED);
    }
    RetryOutcome outcome = retry(handler, record(topic, letter));
    if (!(outcome instanceof RetryOutcome.Refused)) {
      handled.add(place, offset, found.get().oldest());
    }
    LOG.info(
        "{}: {} has had {}-{} at {} handled again: {}",
        handler.consumer(),
        by,
        letter.topic(),
        partition,
        offset,
        outcome);
    return outcome;
  }

  private RetryOutcome retry(RetryHandler handler, ConsumerRecord<byte[], byte[]> record) {
    try {
      handler.retry().handle(record);
      return new RetryOutcome.Handled();
    } catch (NotAgain e) {
      return new RetryOutcome.Refused(e.why());
    } catch (Throwable fault) { // as when it was read: whatever it is, it is the reason
      if (fault instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted", fault);
      }
      if (policy.passes(fault)) {
        throw new KafkaException("the record could not be handled now", fault);
      }
      String reason = FaultPolicy.reason(fault);
      RecordMetadata again = letters.send(handler.consumer(), record, reason);
      return new RetryOutcome.PutAsideAgain(reason, again.partition(), again.offset());
    }
  }

  /** As it was read the first time. */
  private static ConsumerRecord<byte[], byte[]> record(
      String topic, ConsumerRecord<byte[], byte[]> letter) {
    Headers headers = new RecordHeaders(letter.headers().toArray());
    DeadLetters.ADDED.forEach(headers::remove);
    return new ConsumerRecord<>(
        topic,
        (int) Math.max(0, DeadLetter.number(letter, DeadLetters.PARTITION)),
        Math.max(0, DeadLetter.number(letter, DeadLetters.OFFSET)),
        letter.timestamp(),
        TimestampType.CREATE_TIME,
        letter.serializedKeySize(),
        letter.serializedValueSize(),
        letter.key(),
        letter.value(),
        headers,
        Optional.empty());
  }

  private Optional<Topics> find(String topic) {
    return topics.stream().filter(one -> one.topic().equals(topic)).findFirst();
  }

  private static IllegalArgumentException no() {
    return new IllegalArgumentException("no topic of this service");
  }

  /** Where a page begins: in which topic, and before which offset of each partition. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Place(String topic, long[] before) {
    private static final int RADIX = 36;

    static Place parse(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException("no place");
      }
      long[] before =
          parts[1].isEmpty()
              ? new long[0]
              : Arrays.stream(parts[1].split("\\.", -1))
                  .mapToLong(offset -> Long.parseLong(offset, RADIX))
                  .toArray();
      if (LongStream.of(before).anyMatch(offset -> offset < 0)) {
        throw new IllegalArgumentException("no place");
      }
      return new Place(parts[0], before);
    }

    String text() {
      return topic
          + ":"
          + LongStream.of(before)
              .mapToObj(offset -> Long.toString(offset, RADIX))
              .collect(Collectors.joining("."));
    }
  }
}
