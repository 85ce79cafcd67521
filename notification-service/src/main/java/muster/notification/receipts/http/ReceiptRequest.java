package muster.notification.receipts.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import java.util.UUID;
import muster.contracts.notification.NotificationEvent.Status;
import muster.notification.http.BodyFields;
import muster.notification.stream.AlertBoard.TaskRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

  private static final Set<String> NAMES = Set.of("taskId", "status", "call");

  static ReceiptRequest parse(byte[] body) {
    BodyFields fields = BodyFields.parse(body, NAMES);
    return new ReceiptRequest(fields.requireUuid("taskId"), status(fields), call(fields));
  }

  /** The call may be one that this instance has yet to hear of. */
  boolean isOf(TaskRef task) {
    return call == null || call <= task.call();
  }

  /** The task with the call that the device had. */
  TaskRef called(TaskRef task) {
    return call == null ? task : new TaskRef(task.taskId(), task.alertId(), task.teamId(), call);
  }

  private static @Nullable Integer call(BodyFields fields) {
    JsonNode node = fields.find("call");
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw fields.invalid("call", BodyFields.WRONG_FORM);
    }
    if (node.intValue() < 1) {
      throw fields.invalid("call", "must be at least 1");
    }
    return node.intValue();
  }

  private static Status status(BodyFields fields) {
    JsonNode node = fields.require("status");
    return switch (node.isString() ? node.stringValue() : "") {
      case "CONFIRMED" -> Status.CONFIRMED;
      case "SEEN" -> Status.SEEN;
      default -> throw fields.invalid("status", "must be one of CONFIRMED, SEEN");
    };
  }
}
