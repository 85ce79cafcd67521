package muster.report.intake.http;

import java.time.Instant;
import java.util.UUID;
import muster.apiedge.PlaceJson;
import muster.contracts.dispatch.Category;
import muster.report.intake.Report;
import muster.report.intake.Report.Stage;
import muster.report.intake.Submission;
import org.jspecify.annotations.Nullable;

/** A report as clients see it. */
record ReportJson(
    UUID id,
    Category category,
    String text,
    @Nullable PlaceJson location,
    String address,
    String jurisdiction,
    Report.Status status,
    @Nullable UUID alertId,
    @Nullable String answer,
    Instant submittedAt,
    String submittedBy,
    @Nullable Instant triagedAt,
    @Nullable String triagedBy) {

  static ReportJson of(Report report) {
    return switch (report.stage()) {
      case Stage.Received _, Stage.Submitted _ -> of(report, null, null, null, null);
      case Stage.Clue(UUID alertId) -> of(report, alertId, null, null, null);
      case Stage.Answered(String answer, String by, Instant at) -> of(report, null, answer, at, by);
      case Stage.AlertRequested(var request, Instant at) ->
          of(report, null, null, at, request.by());
      case Stage.Alerted(var request, Instant at, UUID alertId) ->
          of(report, alertId, null, at, request.by());
    };
  }

  private static ReportJson of(
      Report report,
      @Nullable UUID alertId,
      @Nullable String answer,
      @Nullable Instant triagedAt,
      @Nullable String triagedBy) {
    Submission given = report.submission();
    return new ReportJson(
        given.reportId(),
        given.category(),
        given.text(),
        given.location() == null ? null : PlaceJson.of(given.location()),
        given.address(),
        given.jurisdiction().value(),
        report.stage().status(),
        alertId,
        answer,
        given.receivedAt(),
        given.by(),
        triagedAt,
        triagedBy);
  }
}
