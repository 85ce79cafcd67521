package muster.notification.receipts.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.GivenName;
import muster.apiedge.ProblemException;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.problem.Problem;
import muster.notification.stream.AlertBoard.TaskRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a device or its user says of a task it was sent. */
@Schema(description = "What a device says of a task that it was sent")
record ReceiptRequest(
    @Schema(
            format = "uuid",
            description = "taskId of the frame task.offered.v1",
            requiredMode = Schema.RequiredMode.REQUIRED)
        UUID taskId,
    @Schema(
            implementation = String.class,
            description =
                "CONFIRMED: the device holds the task, and the team is reached. SEEN: a person has"
                    + " looked at it; that confirms it, too",
            example = "CONFIRMED",
            allowableValues = {"CONFIRMED", "SEEN"},
            requiredMode = Schema.RequiredMode.REQUIRED)
        Status status,
    @Schema(
            type = "integer",
            format = "int32",
            minimum = "1",
            description =
                "Which call of the team it confirms: call of the frame's event, 1 where that has"
                    + " none. Absent: the last one, so a receipt that is late may count for a call"
                    + " that the device has not got")
        @Nullable Integer call) {

  /** Reads one value at a time, so that more may follow. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Set<String> NAMES = Set.of("taskId", "status", "call");
  private static final String WRONG_FORM = "has a value of the wrong form";

  static ReceiptRequest parse(byte[] body) {
    Map<String, JsonNode> fields = fields(body);
    return new ReceiptRequest(
        taskId(fields.get("taskId")), status(fields.get("status")), call(fields.get("call")));
  }

  /** The call may be one that this instance has yet to hear of. */
  boolean isOf(TaskRef task) {
    return call == null || call <= task.call();
  }

  /** The task with the call that the device had. */
  TaskRef called(TaskRef task) {
    return call == null ? task : new TaskRef(task.taskId(), task.alertId(), task.teamId(), call);
  }

  private static Map<String, JsonNode> fields(byte[] body) {
    Map<String, JsonNode> fields = new HashMap<>();
    try (JsonParser json = MAPPER.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new ProblemException(Problem.unreadableBody());
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (!NAMES.contains(name)) {
          throw ProblemException.invalid(GivenName.shown(name), "is not a known field");
        }
        if (fields.put(name, MAPPER.readTree(json)) != null) {
          throw ProblemException.invalid(name, "stands there twice");
        }
      }
      if (json.nextToken() != null) {
        throw new ProblemException(Problem.unreadableBody());
      }
      return fields;
    } catch (JacksonException e) {
      throw new ProblemException(Problem.unreadableBody());
    }
  }

  private static UUID taskId(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      throw ProblemException.invalid("taskId", "is required");
    }
    if (node.isString() && node.stringValue().length() == 36) {
      try {
        return UUID.fromString(node.stringValue());
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalid("taskId", WRONG_FORM);
      }
    }
    throw ProblemException.invalid("taskId", WRONG_FORM);
  }

  private static @Nullable Integer call(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw ProblemException.invalid("call", WRONG_FORM);
    }
    if (node.intValue() < 1) {
      throw ProblemException.invalid("call", "must be at least 1");
    }
    return node.intValue();
  }

  private static Status status(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      throw ProblemException.invalid("status", "is required");
    }
    return switch (node.isString() ? node.stringValue() : "") {
      case "CONFIRMED" -> Status.CONFIRMED;
      case "SEEN" -> Status.SEEN;
      default -> throw ProblemException.invalid("status", "must be one of CONFIRMED, SEEN");
    };
  }
}
