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

@JsonClassDescription("What people report and what becomes of it, in order per report.")
public sealed interface ReportEvent extends Event {
  @JsonPropertyDescription("The report")
  UUID reportId();

  @Override
  default String key() {
    return reportId().toString();
  }

  @EventName("report.submitted.v1")
  @JsonClassDescription("Somebody reports an incident.")
  record ReportSubmitted(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Account that reports") String by,
      @JsonPropertyDescription("Kind of incident, as the reporter sees it") Category category,
      @JsonPropertyDescription("The reporter's own words, 1 to 4000 characters") String text,
      @JsonPropertyDescription("Where it is, WGS-84, if the reporter said")
          @Nullable GeoPoint location,
      @JsonPropertyDescription("As people say it, 0 to 300 characters") String address,
      @JsonPropertyDescription("Where it is, as a GB/T 2260 code") JurisdictionCode jurisdiction)
      implements ReportEvent {}

  @EventName("report.clue-submitted.v1")
  @JsonClassDescription("A report tied to a running alert; dispatch adds it to the timeline.")
  record ClueSubmitted(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Account that sends it") String by,
      @JsonPropertyDescription("The alert it is about") UUID alertId,
      @JsonPropertyDescription("The sender's own words, 1 to 4000 characters") String text,
      @JsonPropertyDescription("Where it was seen, WGS-84, if the sender said")
          @Nullable GeoPoint location,
      @JsonPropertyDescription(
              "Where the report is, as a GB/T 2260 code: whose desks it concerns. Absent: written"
                  + " before events said so; then report.submitted.v1 says it")
          @Nullable JurisdictionCode reportJurisdiction)
      implements ReportEvent {

    /** Of a report of which it is not said where it is. */
    public ClueSubmitted(
        UUID reportId,
        Instant at,
        String by,
        UUID alertId,
        String text,
        @Nullable GeoPoint location) {
      this(reportId, at, by, alertId, text, location, null);
    }
  }

  @EventName("report.answered.v1")
  @JsonClassDescription("An officer answered the reporter; no alert is needed.")
  record ReportAnswered(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Officer who answered") String by,
      @JsonPropertyDescription("What the reporter is told, 1 to 4000 characters") String answer,
      @JsonPropertyDescription(
              "Where the report is, as a GB/T 2260 code: whose desks it concerns. Absent: written"
                  + " before events said so; then report.submitted.v1 says it")
          @Nullable JurisdictionCode reportJurisdiction)
      implements ReportEvent {

    /** Of a report of which it is not said where it is. */
    public ReportAnswered(UUID reportId, Instant at, String by, String answer) {
      this(reportId, at, by, answer, null);
    }
  }

  @EventName("report.alert-requested.v1")
  @JsonClassDescription("An officer triaged the report to an alert; dispatch issues it, once.")
  record AlertRequested(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Officer who decided") String by,
      @JsonPropertyDescription("When the report was received") Instant reportedAt,
      @JsonPropertyDescription("Kind of incident, as the officer sees it") Category category,
      @JsonPropertyDescription("What the people called out will be told") AlertDetails details,
      @JsonPropertyDescription("Where it happens, as a GB/T 2260 code")
          JurisdictionCode jurisdiction,
      @JsonPropertyDescription("Overrides the category's policy, 1 to 200")
          @Nullable Integer teamsNeeded,
      @JsonPropertyDescription(
              "The officer's scope: its teams may be called besides the county's. Absent: teams of"
                  + " all jurisdictions")
          @Nullable JurisdictionCode scope,
      @JsonPropertyDescription(
              "People that are needed instead of teams, 1 to 500. Absent: teams are")
          @Nullable Integer peopleNeeded,
      @JsonPropertyDescription(
              "Where the report is, as a GB/T 2260 code: whose desks it concerns. Absent: written"
                  + " before events said so; then report.submitted.v1 says it")
          @Nullable JurisdictionCode reportJurisdiction)
      implements ReportEvent {

    /** Of a report of which it is not said where it is. */
    public AlertRequested(
        UUID reportId,
        Instant at,
        String by,
        Instant reportedAt,
        Category category,
        AlertDetails details,
        JurisdictionCode jurisdiction,
        @Nullable Integer teamsNeeded,
        @Nullable JurisdictionCode scope,
        @Nullable Integer peopleNeeded) {
      this(
          reportId,
          at,
          by,
          reportedAt,
          category,
          details,
          jurisdiction,
          teamsNeeded,
          scope,
          peopleNeeded,
          null);
    }

    /** Of an alert that needs teams. */
    public AlertRequested(
        UUID reportId,
        Instant at,
        String by,
        Instant reportedAt,
        Category category,
        AlertDetails details,
        JurisdictionCode jurisdiction,
        @Nullable Integer teamsNeeded,
        @Nullable JurisdictionCode scope) {
      this(reportId, at, by, reportedAt, category, details, jurisdiction, teamsNeeded, scope, null);
    }
  }

  @EventName("report.linked.v1")
  @JsonClassDescription(
      "An officer triaged the report to an alert that runs already; dispatch adds it to that alert"
          + " as a clue.")
  record ReportLinked(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Officer who decided") String by,
      @JsonPropertyDescription("The alert it is about") UUID alertId,
      @JsonPropertyDescription("Account that reported it") String reporter,
      @JsonPropertyDescription("The reporter's own words, 1 to 4000 characters") String text,
      @JsonPropertyDescription("Where it is, WGS-84, if the reporter said")
          @Nullable GeoPoint location,
      @JsonPropertyDescription(
              "Where the report is, as a GB/T 2260 code: whose desks it concerns. Absent: written"
                  + " before events said so; then report.submitted.v1 says it")
          @Nullable JurisdictionCode reportJurisdiction)
      implements ReportEvent {

    /** Of a report of which it is not said where it is. */
    public ReportLinked(
        UUID reportId,
        Instant at,
        String by,
        UUID alertId,
        String reporter,
        String text,
        @Nullable GeoPoint location) {
      this(reportId, at, by, alertId, reporter, text, location, null);
    }
  }

  @EventName("report.added-to.v1")
  @JsonClassDescription(
      "The reporter knows more; dispatch adds it to the alert of the report, if it has one.")
  record ReportAddedTo(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("The reporter's account") String by,
      @JsonPropertyDescription("What tells it from other additions") UUID additionId,
      @JsonPropertyDescription("The reporter's own words, 1 to 4000 characters") String text,
      @JsonPropertyDescription("Where it is now, WGS-84, if the reporter said")
          @Nullable GeoPoint location,
      @JsonPropertyDescription("The alert it is about; absent: none that is known of")
          @Nullable UUID alertId,
      @JsonPropertyDescription(
              "Where the report is, as a GB/T 2260 code: whose desks it concerns. Absent: written"
                  + " before events said so; then report.submitted.v1 says it")
          @Nullable JurisdictionCode reportJurisdiction)
      implements ReportEvent {

    /** Of a report of which it is not said where it is. */
    public ReportAddedTo(
        UUID reportId,
        Instant at,
        String by,
        UUID additionId,
        String text,
        @Nullable GeoPoint location,
        @Nullable UUID alertId) {
      this(reportId, at, by, additionId, text, location, alertId, null);
    }
  }

  @EventName("report.withdrawn.v1")
  @JsonClassDescription(
      "The reporter takes the report back. An alert goes on until the command center ends it, and"
          + " is told.")
  record ReportWithdrawn(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("The reporter's account") String by,
      @JsonPropertyDescription("Why, in the reporter's own words, 1 to 500 characters")
          String reason,
      @JsonPropertyDescription("The alert it is about; absent: none that is known of")
          @Nullable UUID alertId,
      @JsonPropertyDescription(
              "Where the report is, as a GB/T 2260 code: whose desks it concerns. Absent: written"
                  + " before events said so; then report.submitted.v1 says it")
          @Nullable JurisdictionCode reportJurisdiction)
      implements ReportEvent {

    /** Of a report of which it is not said where it is. */
    public ReportWithdrawn(
        UUID reportId, Instant at, String by, String reason, @Nullable UUID alertId) {
      this(reportId, at, by, reason, alertId, null);
    }
  }

  @EventName("report.claimed.v1")
  @JsonClassDescription(
      "A desk is about to decide on the report. It keeps nobody else from deciding: whoever looks"
          + " sees who is at it. Nothing is written while the claim is only renewed.")
  record ReportClaimed(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Account that claims it") String by,
      @JsonPropertyDescription("What the account is called, 1 to 100 characters") String name,
      @JsonPropertyDescription("Account that it is taken over from; absent: nobody had claimed it")
          @Nullable String from,
      @JsonPropertyDescription("Where the report is, as a GB/T 2260 code: whose desks it concerns")
          JurisdictionCode reportJurisdiction)
      implements ReportEvent {}

  @EventName("report.claim-ended.v1")
  @JsonClassDescription(
      "Nobody is about to decide on the report any more: the desk has let it go, has shown no"
          + " activity for 60 s, or somebody has decided; then the decision follows.")
  record ReportClaimEnded(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("Account that had claimed it") String by,
      @JsonPropertyDescription("True: by itself, for want of activity") boolean lapsed,
      @JsonPropertyDescription("Where the report is, as a GB/T 2260 code: whose desks it concerns")
          JurisdictionCode reportJurisdiction)
      implements ReportEvent {}

  @EventName("report.alert-linked.v1")
  @JsonClassDescription("The alert that the report asked for has been issued.")
  record AlertLinked(
      UUID reportId,
      Instant at,
      @JsonPropertyDescription("The alert") UUID alertId,
      @JsonPropertyDescription(
              "Where the report is, as a GB/T 2260 code: whose desks it concerns. Absent: written"
                  + " before events said so; then report.submitted.v1 says it")
          @Nullable JurisdictionCode reportJurisdiction)
      implements ReportEvent {

    /** Of a report of which it is not said where it is. */
    public AlertLinked(UUID reportId, Instant at, UUID alertId) {
      this(reportId, at, alertId, null);
    }
  }
}
