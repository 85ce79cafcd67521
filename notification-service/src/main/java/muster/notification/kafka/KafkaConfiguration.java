package muster.notification.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import muster.contracts.EventCodec;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.Intake;
import muster.eventintake.KafkaClients;

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
    return new KafkaClients(settings.bootstrapServers());
  }

  @Singleton
  EventReading eventReading(EventCodec codec, KafkaSettings settings) {
    return new EventReading(codec, settings.maxValueBytes());
  }

  @Singleton
  @Bean(preDestroy = "close")
  EventPublisher eventPublisher(KafkaSettings settings, EventCodec codec) {
    return new EventPublisher(settings, codec);
  }

  @Singleton
  @Bean(preDestroy = "close")
  DeadLetters deadLetters(KafkaClients clients, MeterRegistry meters) {
    return new DeadLetters(clients, meters);
  }

  @Singleton
  IntakeHealth intakeHealth(List<Intake> readers) {
    return new IntakeHealth(readers);
  }
}
