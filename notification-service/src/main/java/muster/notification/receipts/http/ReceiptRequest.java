package muster.notification.receipts.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.problem.Problem;
import muster.notification.http.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a device or its user says of a task it was sent. */
@Schema(description = "What a device says of a task that it was sent")
record ReceiptRequest(
    @Schema(format = "uuid", requiredMode = Schema.RequiredMode.REQUIRED) UUID taskId,
    @Schema(
            allowableValues = {"CONFIRMED", "SEEN"},
            requiredMode = Schema.RequiredMode.REQUIRED)
        Status status) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  static ReceiptRequest parse(byte[] body) {
    JsonNode json;
    try {
      json = MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new ProblemException(Problem.unreadableBody());
    }
    if (!json.isObject()) {
      throw new ProblemException(Problem.unreadableBody());
    }
    for (String name : json.propertyNames()) {
      if (!name.equals("taskId") && !name.equals("status")) {
        throw ProblemException.invalid(
            name.length() > 64 ? name.substring(0, 64) : name, "is not known");
      }
    }
    return new ReceiptRequest(taskId(json.get("taskId")), status(json.get("status")));
  }

  private static UUID taskId(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      throw ProblemException.invalid("taskId", "must not be null");
    }
    if (node.isString() && node.stringValue().length() == 36) {
      try {
        return UUID.fromString(node.stringValue());
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalid("taskId", "must be a UUID");
      }
    }
    throw ProblemException.invalid("taskId", "must be a UUID");
  }

  private static Status status(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      throw ProblemException.invalid("status", "must not be null");
    }
    return switch (node.isString() ? node.stringValue() : "") {
      case "CONFIRMED" -> Status.CONFIRMED;
      case "SEEN" -> Status.SEEN;
      default -> throw ProblemException.invalid("status", "must be one of CONFIRMED, SEEN");
    };
  }
}
