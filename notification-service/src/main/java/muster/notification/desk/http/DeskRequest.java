package muster.notification.desk.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import java.util.UUID;
import muster.contracts.notification.DeskEvent.AlarmCounts;
import muster.notification.desk.command.DeskWriter.Looking;
import muster.notification.http.BodyFields;
import org.jspecify.annotations.Nullable;

/** What a desk says of itself. */
@Schema(description = "What a desk looks at")
record DeskRequest(
    @Schema(
            format = "uuid",
            description = "The alert that is open there",
            example = "0199d3a0-7c1e-7b7e-9c59-0f3a5f1f7a31")
        @Nullable UUID alertId,
    @Schema(format = "uuid", description = "The report that is open there") @Nullable UUID reportId,
    @Schema(
            description = "Whether the desk can sound",
            example = "true",
            requiredMode = Schema.RequiredMode.REQUIRED)
        boolean sound,
    @Schema(
            description = "Alarms raised at this desk in the last hour",
            requiredMode = Schema.RequiredMode.REQUIRED)
        Counts alarms) {
  private static final Set<String> NAMES = Set.of("alertId", "reportId", "sound", "alarms");
  private static final Set<String> PRIORITIES = Set.of("high", "medium", "low");
  private static final int MOST = 100_000;

  @Schema(name = "DeskAlarmCounts", description = "How many alarms of each priority")
  record Counts(
      @Schema(
              minimum = "0",
              maximum = "100000",
              example = "1",
              requiredMode = Schema.RequiredMode.REQUIRED)
          int high,
      @Schema(
              minimum = "0",
              maximum = "100000",
              example = "1",
              requiredMode = Schema.RequiredMode.REQUIRED)
          int medium,
      @Schema(
              minimum = "0",
              maximum = "100000",
              example = "1",
              requiredMode = Schema.RequiredMode.REQUIRED)
          int low) {}

  static DeskRequest parse(byte[] body) {
    BodyFields fields = BodyFields.parse(body, NAMES);
    UUID alertId = fields.findUuid("alertId");
    UUID reportId = fields.findUuid("reportId");
    boolean sound = fields.requireBoolean("sound");
    BodyFields alarms = fields.requireObject("alarms", PRIORITIES);
    return new DeskRequest(
        alertId,
        reportId,
        sound,
        new Counts(
            alarms.requireInt("high", 0, MOST),
            alarms.requireInt("medium", 0, MOST),
            alarms.requireInt("low", 0, MOST)));
  }

  Looking looking() {
    return new Looking(
        alertId, reportId, sound, new AlarmCounts(alarms.high(), alarms.medium(), alarms.low()));
  }
}
