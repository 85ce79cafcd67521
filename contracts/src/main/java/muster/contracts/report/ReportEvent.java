package muster.contracts.report;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** What people report and what becomes of it, in order per report on {@code report.events}. */
public sealed interface ReportEvent extends Event {
  UUID reportId();

  @Override
  default String key() {
    return reportId().toString();
  }

  @EventName("report.submitted.v1")
  record ReportSubmitted(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Account that reports") String by,
      Category category,
      String text,
      @Nullable GeoPoint location,
      String address,
      JurisdictionCode jurisdiction)
      implements ReportEvent {}

  @EventName("report.clue-submitted.v1")
  @JsonClassDescription("A report tied to a running alert; dispatch adds it to the timeline.")
  record ClueSubmitted(
      UUID reportId,
      Instant at,
      String by,
      @JsonPropertyDescription("The alert it is about") UUID alertId,
      String text,
      @Nullable GeoPoint location)
      implements ReportEvent {}

  @EventName("report.answered.v1")
  @JsonClassDescription("An officer answered the reporter; no alert is needed.")
  record ReportAnswered(UUID reportId, Instant at, String by, String answer)
      implements ReportEvent {}

  @EventName("report.alert-requested.v1")
  @JsonClassDescription("An officer triaged the report to an alert; dispatch issues it, once.")
  record AlertRequested(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Officer who decided") String by,
      @JsonPropertyDescription("When the report was received") Instant reportedAt,
      Category category,
      AlertDetails details,
      JurisdictionCode jurisdiction,
      @JsonPropertyDescription("Overrides the category's policy, 1 to 200")
          @Nullable Integer teamsNeeded)
      implements ReportEvent {}

  @EventName("report.alert-linked.v1")
  @JsonClassDescription("The alert that the report asked for has been issued.")
  record AlertLinked(UUID reportId, Instant at, UUID alertId) implements ReportEvent {}
}
