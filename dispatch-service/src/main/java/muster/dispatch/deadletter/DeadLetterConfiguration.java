package muster.dispatch.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiFunction;
import muster.outbox.spring.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.util.backoff.BackOff;

@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

  @Bean
  DeadLetters deadLetters(KafkaSettings kafka, MeterRegistry meters) {
    return new DeadLetters(kafka.bootstrapServers(), meters);
  }

  /** Moves retries and dead letters out of the binder, whose retries end. */
  @Bean
  ListenerContainerWithDlqAndRetryCustomizer consumerFaults(DeadLetters deadLetters) {
    return new ListenerContainerWithDlqAndRetryCustomizer() {
      @Override
      public void configure(
          AbstractMessageListenerContainer<?, ?> container,
          String destination,
          String group,
          @Nullable BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> resolver,
          @Nullable BackOff backOff) {
        container.setCommonErrorHandler(ConsumerFaults.handler(deadLetters));
      }

      @Override
      public boolean retryAndDlqInBinding(String destination, String group) {
        return false;
      }
    };
  }
}
