package muster.outbox.spring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
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
    if (!(message.getHeaders().get(IntegrationMessageHeaderAccessor.SOURCE_DATA)
        instanceof ConsumerRecord<?, ?> record)) {
      return null;
    }
    List<String> values = new ArrayList<>();
    for (Header header : record.headers().headers(Traceparent.HEADER)) {
      values.add(header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
    }
    return Traceparent.read(values).orElse(null);
  }
}
