package muster.dispatch;

import java.time.Duration;
import java.util.Map;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import muster.testbed.KafkaServer;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the service needs around it. */
public record Neighbours(
    KafkaServer kafka,
    PostgresServer postgres,
    TokenIssuer issuer,
    KafkaProducer<byte[], byte[]> producer)
    implements AutoCloseable {
  public static Neighbours start() {
    KafkaServer kafka = RealServers.startKafka();
    kafka.createTopics(TopicCatalogue.all());
    return new Neighbours(
        kafka,
        RealServers.startPostgres().createDatabase("dispatch"),
        TokenIssuer.start(),
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    kafka.close();
    postgres.close();
    issuer.close();
  }
}
