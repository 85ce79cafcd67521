package muster.eventintake.spring;

import java.util.List;
import java.util.function.Consumer;
import muster.contracts.Topics;
import muster.eventintake.RetryHandler;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Gives a binding's function a record once more, as the binder does. */
public final class BindingRetry {
  private static final byte[] NO_PAYLOAD = {};

  private BindingRetry() {}

  /**
   * The handler of a binding's letters.
   *
   * @param group of the binding
   * @param topic that it reads
   * @param function of the binding, of which several may run at once
   */
  public static RetryHandler of(String group, Topics topic, Consumer<Message<?>> function) {
    return new RetryHandler(group, List.of(topic), record -> function.accept(message(record)));
  }

  /** {@link EventConsumer} and those around it read the record, not the payload. */
  private static Message<?> message(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    return MessageBuilder.withPayload(value == null ? NO_PAYLOAD : value)
        .setHeader(IntegrationMessageHeaderAccessor.SOURCE_DATA, record)
        .build();
  }
}
