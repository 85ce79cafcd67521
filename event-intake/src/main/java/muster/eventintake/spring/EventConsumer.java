package muster.eventintake.spring;

import java.util.function.Consumer;
import muster.contracts.Event;
import muster.contracts.EventCodec.Decoded;
import muster.eventintake.EventReading;
import muster.eventintake.Unusable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.messaging.Message;

/**
 * The function of a binding: reads the event out of the record and hands it to whoever handles such
 * events. Whatever that throws, the binding's consumer lives on and the record is dealt with.
 */
public final class EventConsumer<E extends Event> implements Consumer<Message<?>> {
  private final EventReading reading;
  private final Class<E> family;
  private final Consumer<E> handler;

  /**
   * @param family the events of the binding's topic
   * @param handler may throw {@link Unusable}
   */
  public EventConsumer(EventReading reading, Class<E> family, Consumer<E> handler) {
    this.reading = reading;
    this.family = family;
    this.handler = handler;
  }

  @Override
  public void accept(Message<?> message) {
    try {
      switch (reading.event(family, record(message))) {
        case Decoded.Readable<E>(var envelope) -> handler.accept(envelope.event());
        case Decoded.Unreadable<E>(String reason) -> throw new Unusable(reason);
      }
    } catch (Error e) { // It would end the thread, and nobody would read these partitions any more.
      throw new IllegalStateException("an event could not be handled", e);
    }
  }

  /** The record itself, which {@link EventIntakeAutoConfiguration} has the binder hand over. */
  @SuppressWarnings("unchecked")
  private static ConsumerRecord<byte[], byte[]> record(Message<?> message) {
    if (message.getHeaders().get(IntegrationMessageHeaderAccessor.SOURCE_DATA)
        instanceof ConsumerRecord<?, ?> record) {
      return (ConsumerRecord<byte[], byte[]>) record;
    }
    throw new IllegalStateException("the message came without its record");
  }
}
