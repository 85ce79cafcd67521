package muster.eventintake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import muster.localstack.TopicCatalogue;
import muster.testbed.KafkaServer;
import muster.testbed.OncePerRun;
import muster.testbed.RealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with all topics, and what tests do with it. */
public final class Broker implements AutoCloseable {
  private static final OncePerRun<Broker> SHARED = new OncePerRun<>(Broker::start);

  private final KafkaServer server;
  private final KafkaProducer<byte[], byte[]> producer;
  final MeterRegistry meters = new SimpleMeterRegistry();
  final KafkaClients clients;
  final DeadLetters letters;

  private Broker(KafkaServer server) {
    this.server = server;
    server.createTopics(TopicCatalogue.all());
    this.clients = new KafkaClients(server.bootstrapServers());
    this.letters = new DeadLetters(clients, meters);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", server.bootstrapServers(), "max.request.size", 4 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** One for all tests that leave it alone. */
  public static Broker shared() {
    return SHARED.get();
  }

  /** One of its own, for a test that kills it. */
  public static Broker start() {
    return new Broker(RealServers.startKafka());
  }

  KafkaServer server() {
    return server;
  }

  public String address() {
    return server.bootstrapServers();
  }

  /** Returns its offset when the broker has it. */
  public long send(Topics topic, String key, byte @Nullable [] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.topic(), key.getBytes(UTF_8), value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    try {
      return producer.send(record).get(60, TimeUnit.SECONDS).offset();
    } catch (Exception e) {
      throw new AssertionError("a record could not be sent", e);
    }
  }

  public long send(Topics topic, String key, String value) {
    return send(topic, key, value.getBytes(UTF_8), Map.of());
  }

  public void send(EventEnvelope<? extends Event> envelope) {
    EventCodec.Encoded encoded = new EventCodec().encode(envelope);
    Topics topic = Topics.of(envelope.event());
    send(topic, encoded.key(), encoded.value(), encoded.headers());
  }

  /** Of that consumer and key, once there are so many of the key. */
  public List<ConsumerRecord<String, byte[]>> awaitLetters(
      Topics topic, String consumer, String key, int count) {
    try (TopicReader reader = new TopicReader(address(), topic.deadLetterTopic())) {
      return reader.await(count, letter -> isOf(letter, consumer, key));
    }
  }

  /** All that there are, after the topic has been quiet for a while. */
  public List<ConsumerRecord<String, byte[]>> listLetters(
      Topics topic, String consumer, String key) {
    try (TopicReader reader = new TopicReader(address(), topic.deadLetterTopic())) {
      return reader.awaitQuiet().stream().filter(letter -> isOf(letter, consumer, key)).toList();
    }
  }

  private static boolean isOf(ConsumerRecord<String, byte[]> letter, String consumer, String key) {
    return key.equals(letter.key())
        && consumer.equals(TopicReader.header(letter, DeadLetters.CONSUMER));
  }

  @Override
  public void close() {
    letters.close();
    producer.close();
    server.close();
  }
}
