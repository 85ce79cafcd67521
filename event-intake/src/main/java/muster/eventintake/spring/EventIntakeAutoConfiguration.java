package muster.eventintake.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.Intake;
import muster.eventintake.IntakeMetrics;
import muster.eventintake.KafkaClients;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.config.ConsumerEndpointCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;

/**
 * For a service that reads Kafka: its {@link Intake} beans and its bindings are measured and
 * watched, by {@code intake} in the health endpoint.
 */
@AutoConfiguration
public class EventIntakeAutoConfiguration {

  @Bean
  KafkaClients kafkaClients(Environment environment) {
    return new KafkaClients(environment.getRequiredProperty("muster.kafka.bootstrap-servers"));
  }

  @Bean
  EventReading eventReading() {
    return new EventReading(new EventCodec());
  }

  @Bean
  DeadLetters deadLetters(KafkaClients clients, MeterRegistry meters) {
    return new DeadLetters(clients, meters);
  }

  @Bean
  Bindings watchedBindings(KafkaClients clients, DeadLetters letters, MeterRegistry meters) {
    return new Bindings(clients, letters, meters);
  }

  /** The settings that all groups have; those of one binding come before them. */
  @Bean
  ConsumerConfigCustomizer memberSettings(KafkaClients clients) {
    return (settings, binding, destination) -> {
      Map<String, Object> ours = clients.memberSettings();
      ours.remove(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG); // The binder has its own.
      ours.forEach(settings::putIfAbsent);
      settings.put(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ours.get(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG));
      settings.put(
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ours.get(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG));
    };
  }

  /** {@link EventConsumer} reads the record itself, as other readers do. */
  @Bean
  ConsumerEndpointCustomizer<KafkaMessageDrivenChannelAdapter<?, ?>> recordsAsTheyCome() {
    return (endpoint, destination, group) -> endpoint.setBindSourceRecord(true);
  }

  /** By this name the binder finds it. A record's headers are bytes, and nobody's JSON. */
  @Bean
  KafkaHeaderMapper kafkaBinderHeaderMapper() {
    return new SimpleKafkaHeaderMapper();
  }

  @Bean
  HealthIndicator intakeHealthIndicator(ObjectProvider<Intake> readers, Bindings bindings) {
    return new IntakeHealth(
        () -> Stream.concat(readers.orderedStream(), bindings.all().stream()).toList());
  }

  @Bean
  MeterBinder intakeMeters(ObjectProvider<Intake> readers) {
    return registry -> readers.forEach(one -> new IntakeMetrics(one).bindTo(registry));
  }
}
