package muster.dispatch;

import java.time.Duration;
import java.util.Map;
import muster.localstack.KafkaBroker;
import muster.localstack.Postgres;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the service needs around it. */
public record Neighbours(
    KafkaBroker kafka,
    Postgres postgres,
    TokenIssuer issuer,
    KafkaProducer<byte[], byte[]> producer) {
  static Neighbours start() {
    KafkaBroker kafka = KafkaBroker.start();
    kafka.createTopics(TopicCatalogue.all());
    return new Neighbours(
        kafka,
        Postgres.start().createDatabase("dispatch"),
        TokenIssuer.start(),
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  void close() {
    producer.close(Duration.ZERO);
    kafka.close();
    postgres.close();
    issuer.close();
  }
}
