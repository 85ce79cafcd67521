package muster.outbox.spring;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.messaging.Message;

/**
 * The function of a binding whose handler writes events: they carry on the trace of the record that
 * they follow from.
 */
public final class TracedRecords implements Consumer<Message<?>> {
  private final Consumer<Message<?>> handler;

  public TracedRecords(Consumer<Message<?>> handler) {
    this.handler = handler;
  }

  @Override
  public void accept(Message<?> message) {
    Traceparent.under(
        traceOf(message),
        () -> {
          handler.accept(message);
          return null;
        });
  }

  /** Of the record itself, which event-intake has the binder hand over. */
  private static @Nullable String traceOf(Message<?> message) {
    return message.getHeaders().get(IntegrationMessageHeaderAccessor.SOURCE_DATA)
            instanceof ConsumerRecord<?, ?> record
        ? Traceparent.of(record).orElse(null)
        : null;
  }
}
