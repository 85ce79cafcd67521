package muster.benchmarks.city;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Encoded;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The two compacted topics, written as volunteer-service would have, but at once. */
public final class CityTopics {
  private static final String SOURCE = "/volunteer-service";

  private final String bootstrapServers;
  private final EventCodec codec = new EventCodec();

  public CityTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Every team and everybody's presence, all positions of the same age. Returns when all are
   * confirmed.
   *
   * @return how many records
   */
  public long load(City city, Instant at) {
    return load(Stream.<Event>concat(city.teamSnapshots(at), city.presenceSnapshots(_ -> at)));
  }

  /** The same of these teams and presences. */
  public long load(Stream<Event> snapshots) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long sent = 0;
    try (var producer =
        new KafkaProducer<>(
            producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      Iterable<Event> events = snapshots::iterator;
      for (Event event : events) {
        sent++;
        var _ =
            producer.send(
                encode(event, sent),
                (_, refused) -> {
                  if (refused != null) {
                    failure.compareAndSet(null, refused);
                  }
                });
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the city could not be loaded", failure.get());
    }
    return sent;
  }

  /** Reads both topics to their end and does nothing with them. Returns how many records. */
  public long read() {
    try (var consumer =
        new KafkaConsumer<>(
            consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Stream.of(Topics.VOLUNTEER_TEAMS, Topics.VOLUNTEER_PRESENCE)
              .flatMap(topic -> consumer.partitionsFor(topic.topic()).stream())
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long read = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        read += consumer.poll(java.time.Duration.ofMillis(500)).count();
      }
      return read;
    }
  }

  private ProducerRecord<byte[], byte[]> encode(Event event, long number) {
    Encoded encoded =
        codec.encode(new EventEnvelope<>(new UUID(0x7000, number), SOURCE, 1, null, event));
    var given =
        new ProducerRecord<>(
            encoded.topic(), encoded.key().getBytes(StandardCharsets.UTF_8), encoded.value());
    encoded
        .headers()
        .forEach((name, text) -> given.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return given;
  }

  private Map<String, Object> producerSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    return settings;
  }

  private Map<String, Object> consumerSettings() {
    // As dispatch-service reads them.
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        5_000,
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        100,
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false);
  }
}
