package muster.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import org.jspecify.annotations.Nullable;

/** One event as a record, for tests that change something about it. */
final class CancelledAlert {
  static final AlertCancelled CANCELLED =
      new AlertCancelled(
          UUID.fromString("017f7c00-0000-7000-8000-000000000001"),
          Instant.parse("2022-03-12T01:20:00Z"),
          "chen",
          "owner found it");

  static final String CANCELLED_JSON =
      """
      {"alertId":"017f7c00-0000-7000-8000-000000000001","at":"2022-03-12T01:20:00Z",\
      "by":"chen","reason":"owner found it"}\
      """;

  private static final EventCodec CODEC = new EventCodec();

  private CancelledAlert() {}

  static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_type", "alert.cancelled.v1");
    headers.put("ce_id", "017f7c00-0000-7000-8000-000000000002");
    headers.put("ce_source", "/dispatch-service");
    headers.put("ce_aggregateversion", "7");
    return headers;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Decoded<DispatchEvent> read(String json) {
    return decode(DispatchEvent.class, headers(), bytes(json));
  }

  static String reasonFor(String json) {
    return reasonOf(read(json));
  }

  static String reasonOf(Decoded<?> decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
    return ((Decoded.Unreadable<?>) decoded).reason();
  }

  static <E extends Event> Decoded<E> decode(
      Class<E> family, Map<String, String> headers, byte @Nullable [] value) {
    return CODEC.decode(
        family, name -> headers.containsKey(name) ? bytes(headers.get(name)) : null, value);
  }
}
