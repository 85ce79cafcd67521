package muster.report.intake.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.apiedge.PlaceJson;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Outcome;
import muster.report.intake.KnownAlert;
import muster.report.intake.NearbyAlert;
import muster.report.intake.Report;
import muster.report.intake.Report.Stage;
import muster.report.intake.Submission;
import org.jspecify.annotations.Nullable;

/**
 * A report as clients see it.
 *
 * @param alertId the alert that the report is about; of one that was merged, the alert that goes on
 * @param alert what became of that alert, as far as a reporter is told
 * @param additions what the reporter has added, oldest first
 * @param nearby running alerts that it may be about, for who is to decide on it
 * @param claim who is about to decide on it, for who may decide on it, too; absent if nobody is
 * @param version grows by one with each event of the report, from 1: a stream's event of the report
 *     is newer than this exactly if its version is greater
 */
record ReportJson(
    UUID id,
    Category category,
    String text,
    @Nullable PlaceJson location,
    String address,
    String jurisdiction,
    Report.Status status,
    @Nullable UUID alertId,
    @Nullable AlertJson alert,
    @Nullable String answer,
    Instant submittedAt,
    String submittedBy,
    @Nullable Instant triagedAt,
    @Nullable String triagedBy,
    List<AdditionJson> additions,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawalReason,
    @Nullable List<NearbyAlert> nearby,
    @Nullable ClaimJson claim,
    @Schema(description = "Grows by one with each event of the report") long version) {

  ReportJson {
    additions = List.copyOf(additions);
    nearby = nearby == null ? null : List.copyOf(nearby);
  }

  /**
   * Says how the alert stands and how it ended, and nothing of who came.
   *
   * @param number what it is called on the radio, if it has a number
   * @param exercise true of an exercise, else absent
   */
  record AlertJson(
      UUID id,
      @Nullable Integer number,
      @Nullable Boolean exercise,
      KnownAlert.Status status,
      @Nullable Outcome outcome,
      @Nullable Instant endedAt) {

    static AlertJson of(KnownAlert alert) {
      return new AlertJson(
          alert.id(),
          alert.number(),
          alert.exercise() ? true : null,
          alert.status(),
          alert.outcome(),
          alert.endedAt());
    }
  }

  record AdditionJson(UUID id, String text, @Nullable PlaceJson location, Instant addedAt) {

    static AdditionJson of(Report.Addition addition) {
      var location = addition.location();
      return new AdditionJson(
          addition.id(),
          addition.text(),
          location == null ? null : PlaceJson.of(location),
          addition.at());
    }
  }

  /**
   * @param alert what is known of the report's alert; null if it has none, or nothing is known
   */
  static ReportJson of(
      Report report,
      @Nullable KnownAlert alert,
      @Nullable List<NearbyAlert> nearby,
      @Nullable ClaimJson claim) {
    Submission given = report.submission();
    Decided decided = decided(report.stage());
    Report.Withdrawal withdrawal = report.withdrawal();
    var location = given.location();
    return new ReportJson(
        given.reportId(),
        given.category(),
        given.text(),
        location == null ? null : PlaceJson.of(location),
        given.address(),
        given.jurisdiction().value(),
        report.status(),
        alert == null ? report.findAlert().orElse(null) : alert.id(),
        alert == null ? null : AlertJson.of(alert),
        decided.answer(),
        given.receivedAt(),
        given.by(),
        decided.at(),
        decided.by(),
        report.additions().stream().map(AdditionJson::of).toList(),
        withdrawal == null ? null : withdrawal.at(),
        withdrawal == null ? null : withdrawal.reason(),
        nearby,
        claim,
        report.version());
  }

  private record Decided(@Nullable String answer, @Nullable Instant at, @Nullable String by) {}

  private static Decided decided(Stage stage) {
    return switch (stage) {
      case Stage.Received _, Stage.Submitted _, Stage.Clue _ -> new Decided(null, null, null);
      case Stage.Linked linked -> new Decided(null, linked.at(), linked.by());
      case Stage.Answered(String answer, String by, Instant at) -> new Decided(answer, at, by);
      case Stage.AlertRequested(var request, Instant at) -> new Decided(null, at, request.by());
      case Stage.Alerted(var request, Instant at, UUID _) -> new Decided(null, at, request.by());
    };
  }
}
