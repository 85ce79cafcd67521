package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.dispatch.deadletter.Undeliverable;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/** Reads the event out of what a binding hands over. */
final class ReceivedRecord {
  private ReceivedRecord() {}

  /**
   * @throws Undeliverable if it is no event of this family
   */
  static <E extends Event> E event(EventCodec codec, Class<E> family, Message<?> message) {
    byte[] value = message.getPayload() instanceof byte[] bytes ? bytes : null;
    return switch (codec.decode(family, name -> header(message, name), value)) {
      case Decoded.Readable<E> readable -> readable.envelope().event();
      case Decoded.Unreadable<E> unreadable -> throw new Undeliverable(unreadable.reason());
    };
  }

  private static byte @Nullable [] header(Message<?> message, String name) {
    return switch (message.getHeaders().get(name)) {
      case byte[] raw -> raw;
      case String text -> text.getBytes(UTF_8);
      case null, default -> null;
    };
  }
}
