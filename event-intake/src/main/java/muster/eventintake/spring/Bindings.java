package muster.eventintake.spring;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import muster.eventintake.DeadLetters;
import muster.eventintake.FaultPolicy;
import muster.eventintake.FormerGroup;
import muster.eventintake.Intake;
import muster.eventintake.IntakeMetrics;
import muster.eventintake.KafkaClients;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/** Gives every binding of the service the one policy of faults, and watches it. */
final class Bindings implements ListenerContainerWithDlqAndRetryCustomizer {
  private final KafkaClients clients;
  private final DeadLetters letters;
  private final MeterRegistry meters;
  private final List<Binding> bindings = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  Bindings(KafkaClients clients, DeadLetters letters, MeterRegistry meters) {
    this.clients = clients;
    this.letters = letters;
    this.meters = meters;
  }

  List<? extends Intake> all() {
    return bindings;
  }

  @Override
  public void configure(
      AbstractMessageListenerContainer<?, ?> container,
      String destination,
      String group,
      @Nullable BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> resolver,
      @Nullable BackOff backOff) {
    // While the broker is away this throws, and the binder asks again.
    FormerGroup.takeOver(clients, group, destination);
    container.setCommonErrorHandler(
        BindingFaults.handler(group, new FaultPolicy(DataFaults::passes), letters));
    Binding binding = new Binding(group, container, () -> closed);
    binding.watch();
    bindings.add(binding);
    new IntakeMetrics(binding).bindTo(meters);
  }

  /** Repeating and dead letters are the error handler's work: the binder's repetitions end. */
  @Override
  public boolean retryAndDlqInBinding(String destination, String group) {
    return false;
  }

  @EventListener
  void consumerStopped(ConsumerStoppedEvent event) {
    bindings.forEach(binding -> binding.consumerStopped(event));
  }

  @EventListener
  void serviceStops(ContextClosedEvent event) {
    closed = true;
  }
}
