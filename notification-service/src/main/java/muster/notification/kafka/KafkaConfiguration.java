package muster.notification.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import muster.contracts.EventCodec;

@Factory
final class KafkaConfiguration {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  EventCodec eventCodec() {
    return new EventCodec();
  }

  @Singleton
  KafkaSettings kafkaSettings(Environment environment) {
    return new KafkaSettings(
        environment.getRequiredProperty("muster.kafka.bootstrap-servers", String.class),
        environment.getRequiredProperty("muster.kafka.send-timeout", Duration.class),
        environment.getRequiredProperty("muster.kafka.max-value-bytes", Integer.class));
  }

  @Singleton
  KafkaClients kafkaClients(KafkaSettings settings) {
    return new KafkaClients(settings);
  }

  @Singleton
  RecordReading recordReading(EventCodec codec, KafkaSettings settings) {
    return new RecordReading(codec, settings);
  }

  @Singleton
  @Bean(preDestroy = "close")
  EventPublisher eventPublisher(KafkaClients clients, EventCodec codec) {
    return new EventPublisher(clients.producer(), codec);
  }

  @Singleton
  DeadLetters deadLetters(EventPublisher publisher, MeterRegistry meters) {
    return new DeadLetters(publisher, meters);
  }
}
