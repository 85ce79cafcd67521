package muster.volunteer.contact.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.contact.Call;
import muster.volunteer.contact.Calls;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Looks the call up in {@code dispatch.events}, in the alert's partition, from when the alert was
 * issued; of an alert that is named by its number, first in all of them for who has called the team
 * within the last day. It is asked seldom, and most alerts call most of their teams at once: a copy
 * of all calls, kept for the few that are asked for, would cost each alert more than a question
 * costs here.
 */
public final class CallsOnTopic implements Calls {
  private static final int API_TIMEOUT_MS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 4;

  /** Clocks differ; and an alert may be issued a moment after its id was made. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final String bootstrapServers;
  private final EventCodec codec;
  private final Clock clock;
  private final Semaphore searches = new Semaphore(AT_ONCE);

  public CallsOnTopic(String bootstrapServers, EventCodec codec, Clock clock) {
    this.bootstrapServers = bootstrapServers;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Optional<Call> find(AlertReference alert, String teamId, JurisdictionCode scope)
      throws Unavailable {
    if (!searches.tryAcquire()) {
      throw new Unavailable("others are asking");
    }
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
      TopicSearch search = new TopicSearch(consumer, System.nanoTime() + PATIENCE.toNanos());
      return switch (alert) {
        case AlertReference.ById(UUID id) -> find(search, id, teamId).call();
        case AlertReference.ByNumber(int number) -> find(search, number, teamId, scope);
      };
    } catch (KafkaException e) {
      throw new Unavailable(e);
    } finally {
      searches.release();
    }
  }

  /** Ends with the first call of the team. */
  private Found find(TopicSearch search, UUID alertId, String teamId) throws Unavailable {
    byte[] key = alertId.toString().getBytes(StandardCharsets.UTF_8);
    int partition = Utils.toPositive(Utils.murmur2(key)) % Topics.PARTITIONS;
    Found found = new Found(teamId, since());
    search.read(
        List.of(partition),
        from(alertId),
        record -> {
          if (Arrays.equals(key, record.key())) {
            event(record).ifPresent(found::look);
          }
          return found.call().isPresent();
        });
    return found;
  }

  /**
   * Among the alerts that have called the team, of which there are few: the others are passed over
   * unread.
   */
  private Optional<Call> find(TopicSearch search, int number, String teamId, JurisdictionCode scope)
      throws Unavailable {
    Set<UUID> callers = new LinkedHashSet<>();
    search.read(
        IntStream.range(0, Topics.PARTITIONS).boxed().toList(),
        since().minus(MARGIN),
        record -> {
          if (record.value() != null
              && new String(record.value(), StandardCharsets.UTF_8).contains(teamId)) {
            event(record)
                .filter(event -> Found.calls(event, teamId))
                .ifPresent(event -> callers.add(event.alertId()));
          }
          return false;
        });
    Found newest = null;
    for (UUID alertId : callers) {
      Found found = find(search, alertId, teamId);
      if (found.isCalled(number, scope) && (newest == null || found.isNewerThan(newest))) {
        newest = found;
      }
    }
    return newest == null ? Optional.empty() : newest.call();
  }

  /** What nobody can read tells nothing here either. */
  private Optional<DispatchEvent> event(ConsumerRecord<byte[], byte[]> record) {
    Decoded<DispatchEvent> decoded =
        codec.decode(
            DispatchEvent.class,
            name -> {
              Header header = record.headers().lastHeader(name);
              return header == null ? null : header.value();
            },
            record.value());
    return decoded instanceof Decoded.Readable<DispatchEvent>(var envelope)
        ? Optional.of(envelope.event())
        : Optional.empty();
  }

  private Instant since() {
    return clock.instant().minus(Call.OPEN);
  }

  /** Most ids say when they were made; of an alert with another one, the calls of a day count. */
  private Instant from(UUID alertId) {
    return alertId.version() == 7
        ? Instant.ofEpochMilli(alertId.getMostSignificantBits() >>> 16).minus(MARGIN)
        : clock.instant().minus(Call.OPEN).minus(MARGIN);
  }

  /** What the alert's events have said so far. */
  private static final class Found {
    private final String teamId;
    private final Instant since;
    private @Nullable Integer number;
    private @Nullable JurisdictionCode alert;
    private Instant issuedAt = Instant.EPOCH;
    private @Nullable Instant offeredAt;

    Found(String teamId, Instant since) {
      this.teamId = teamId;
      this.since = since;
    }

    static boolean calls(DispatchEvent event, String teamId) {
      return (event instanceof DispatchEvent.TaskOffered offered && offered.teamId().equals(teamId))
          || (event instanceof DispatchEvent.TaskTakenOver taken && taken.teamId().equals(teamId));
    }

    void look(DispatchEvent event) {
      if (event instanceof DispatchEvent.AlertIssued issued) {
        alert = issued.jurisdiction();
        number = issued.number();
        issuedAt = issued.at();
      } else if (event instanceof DispatchEvent.AlertReopened reopened) {
        alert = reopened.jurisdiction();
        number = reopened.number();
        issuedAt = reopened.at();
      } else if (calls(event, teamId) && event.at().isAfter(since)) {
        offeredAt = event.at();
      }
    }

    boolean isCalled(int wanted, JurisdictionCode scope) {
      return number != null && number == wanted && alert != null && scope.covers(alert);
    }

    boolean isNewerThan(Found other) {
      return issuedAt.isAfter(other.issuedAt);
    }

    Optional<Call> call() {
      return alert == null || offeredAt == null
          ? Optional.empty()
          : Optional.of(new Call(alert, offeredAt));
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        API_TIMEOUT_MS,
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        API_TIMEOUT_MS);
  }
}
