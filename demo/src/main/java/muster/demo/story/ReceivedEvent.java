package muster.demo.story;

import java.time.Instant;
import java.util.UUID;
import muster.demo.stream.EventStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event as it came out of a stream.
 *
 * @param message the whole data of the frame
 * @param receivedAt when its last byte had arrived here
 */
record ReceivedEvent(String type, JsonNode message, Instant receivedAt) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static ReceivedEvent now(EventStream.Message frame) {
    Instant receivedAt = Instant.now();
    return new ReceivedEvent(frame.type(), JSON.readTree(frame.data()), receivedAt);
  }

  JsonNode event() {
    return message.path("event");
  }

  Instant at() {
    return Instant.parse(message.path("at").asString(""));
  }

  String text(String field) {
    return event().path(field).asString("");
  }

  boolean is(String name) {
    return type.equals(name);
  }

  boolean isOf(UUID alertId) {
    return alertId.toString().equals(message.path("alertId").asString(""));
  }
}
