package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JsonClassDescription("Where an alert comes from.")
public record AlertOrigin(
    @JsonPropertyDescription("What kind of source") Kind kind,
    @JsonPropertyDescription("The report an officer triaged to this alert; only for REPORT")
        @Nullable UUID reportId,
    @JsonPropertyDescription("When that report was received; only for REPORT")
        @Nullable Instant reportedAt) {

  public enum Kind {
    @JsonPropertyDescription("Issued by a person at the command center")
    COMMAND_CENTER,
    @JsonPropertyDescription("A report, triaged by an officer")
    REPORT
  }

  public static AlertOrigin commandCenter() {
    return new AlertOrigin(Kind.COMMAND_CENTER, null, null);
  }

  public static AlertOrigin report(UUID reportId, Instant reportedAt) {
    return new AlertOrigin(Kind.REPORT, reportId, reportedAt);
  }
}
