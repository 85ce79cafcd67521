package muster.notification;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import muster.testbed.KafkaServer;
import muster.testbed.OncePerRun;
import muster.testbed.RealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker and a token issuer for all tests of this JVM. Tests share the topics and never each
 * other's teams, volunteers and alerts.
 */
public final class TestBed implements AutoCloseable {
  private static final EventCodec CODEC = new EventCodec();
  private static final OncePerRun<TestBed> SHARED = new OncePerRun<>(TestBed::ownOne);

  private final KafkaServer broker;
  private final TokenIssuer issuer;
  private final KafkaProducer<String, byte[]> producer;

  private TestBed(KafkaServer broker, TokenIssuer issuer) {
    this.broker = broker;
    this.issuer = issuer;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** The one that lives as long as the run. */
  public static TestBed shared() {
    return SHARED.get();
  }

  /** One with a broker that a test may kill. */
  public static TestBed ownOne() {
    KafkaServer broker = RealServers.startKafka();
    broker.createTopics(TopicCatalogue.all());
    return new TestBed(broker, TokenIssuer.start());
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    issuer.close();
    broker.close();
  }

  public KafkaServer broker() {
    return broker;
  }

  public TokenIssuer issuer() {
    return issuer;
  }

  public Map<String, String> properties(String... overrides) {
    Map<String, String> properties = new HashMap<>();
    properties.put("micronaut.server.port", "-1");
    properties.put("muster.issuer", issuer.issuer());
    properties.put("muster.kafka.bootstrap-servers", broker.bootstrapServers());
    for (int i = 0; i < overrides.length; i += 2) {
      properties.put(overrides[i], overrides[i + 1]);
    }
    return properties;
  }

  /** A server that is ready. */
  public RunningServer startServer(String... overrides) {
    EmbeddedServer server =
        ApplicationContext.run(EmbeddedServer.class, Map.copyOf(properties(overrides)));
    return new RunningServer(server).awaitReady();
  }

  public String volunteerToken(String account) {
    return issuer.token(account, Set.of("volunteer"), "3203");
  }

  public String operatorToken(String jurisdiction) {
    return issuer.token("operator-of-" + jurisdiction, Set.of("operator"), jurisdiction);
  }

  /** Returns when the broker has them. */
  public void publish(List<? extends EventEnvelope<?>> envelopes) {
    try {
      List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
      for (EventEnvelope<?> envelope : envelopes) {
        sent.add(producer.send(record(envelope)));
      }
      for (var future : sent) {
        future.get(30, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      throw new AssertionError("events could not be published", e);
    }
  }

  public static ProducerRecord<String, byte[]> record(EventEnvelope<?> envelope) {
    EventCodec.Encoded encoded = CODEC.encode(envelope);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(encoded.topic(), encoded.key(), encoded.value());
    encoded
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  public void publish(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("a record could not be published", e);
    }
  }

  /** The records of a topic that fit, once there are enough of them. */
  public List<ConsumerRecord<String, byte[]>> awaitRecords(
      String topic, int count, Predicate<ConsumerRecord<String, byte[]>> fits) {
    try (TopicReader reader = new TopicReader(broker.bootstrapServers(), topic)) {
      return reader.await(count, fits);
    }
  }
}
