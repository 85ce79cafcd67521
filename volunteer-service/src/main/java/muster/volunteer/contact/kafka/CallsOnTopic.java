package muster.volunteer.contact.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.contact.Call;
import muster.volunteer.contact.Calls;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Looks the call up in {@code dispatch.events}, in the alert's partition, from when the alert was
 * issued. It is asked seldom, and most alerts call most of their teams at once: a copy of all
 * calls, kept for the few that are asked for, would cost each alert more than a question costs
 * here.
 */
public final class CallsOnTopic implements Calls {
  private static final int API_TIMEOUT_MS = 5_000;
  private static final Duration POLL = Duration.ofMillis(500);
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
  public Optional<Call> find(UUID alertId, String teamId) throws Unavailable {
    if (!searches.tryAcquire()) {
      throw new Unavailable("others are asking");
    }
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
      return find(consumer, alertId, teamId);
    } catch (KafkaException e) {
      throw new Unavailable(e);
    } finally {
      searches.release();
    }
  }

  private Optional<Call> find(Consumer<byte[], byte[]> consumer, UUID alertId, String teamId)
      throws Unavailable {
    byte[] key = alertId.toString().getBytes(StandardCharsets.UTF_8);
    TopicPartition partition =
        new TopicPartition(
            Topics.Name.DISPATCH_EVENTS, Utils.toPositive(Utils.murmur2(key)) % Topics.PARTITIONS);
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    @Nullable OffsetAndTimestamp begin =
        consumer
            .offsetsForTimes(Map.of(partition, Math.max(0, from(alertId).toEpochMilli())))
            .get(partition);
    if (begin == null) {
      return Optional.empty();
    }
    consumer.seek(partition, begin.offset());
    Found found = new Found(teamId, clock.instant().minus(Call.OPEN));
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      if (System.nanoTime() - giveUp > 0) {
        throw new Unavailable("no end after " + PATIENCE.toSeconds() + " s");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (Arrays.equals(key, record.key())) {
          found.look(record, codec);
          if (found.call().isPresent()) {
            return found.call();
          }
        }
      }
    }
    return Optional.empty();
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
    private @Nullable JurisdictionCode alert;
    private @Nullable Instant offeredAt;

    Found(String teamId, Instant since) {
      this.teamId = teamId;
      this.since = since;
    }

    void look(ConsumerRecord<byte[], byte[]> record, EventCodec codec) {
      Decoded<DispatchEvent> decoded =
          codec.decode(
              DispatchEvent.class,
              name -> {
                Header header = record.headers().lastHeader(name);
                return header == null ? null : header.value();
              },
              record.value());
      // What nobody can read tells nothing here either.
      if (decoded instanceof Decoded.Readable<DispatchEvent>(var envelope)) {
        look(envelope.event());
      }
    }

    private void look(DispatchEvent event) {
      if (event instanceof DispatchEvent.AlertIssued issued) {
        alert = issued.jurisdiction();
      } else if (event instanceof DispatchEvent.AlertReopened reopened) {
        alert = reopened.jurisdiction();
      } else if (event instanceof DispatchEvent.TaskOffered offered
          && offered.teamId().equals(teamId)
          && offered.at().isAfter(since)) {
        offeredAt = offered.at();
      } else if (event instanceof DispatchEvent.TaskTakenOver taken
          && taken.teamId().equals(teamId)
          && taken.at().isAfter(since)) {
        offeredAt = taken.at();
      }
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
