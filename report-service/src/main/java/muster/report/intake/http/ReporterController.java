package muster.report.intake.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import muster.apiedge.ProblemException;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Rejection;
import muster.report.intake.Report;
import muster.report.intake.ReportCommand;
import muster.report.intake.command.ReportClaims;
import muster.report.intake.command.ReportCommands;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a reporter does with a report of the own. All may be repeated. */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "Reports")
class ReporterController {
  private final ReportCommands reports;
  private final ReportViews views;
  private final Supplier<UUID> ids;

  ReporterController(ReportCommands reports, ReportClaims claims, Supplier<UUID> ids) {
    this.reports = reports;
    this.views = new ReportViews(reports, claims);
    this.ids = ids;
  }

  @PostMapping("/{id}/additions")
  @Operation(
      summary = "Add what you know now to your own report",
      description =
          "Up to 20 times; the same once more within a minute is one addition. If the report has an"
              + " alert, it is told as a clue. It counts among the 30 reports, clues and additions that an account may send within a minute.")
  ReportJson add(
      @PathVariable UUID id,
      @Valid @RequestBody ReporterRequests.Addition addition,
      @AuthenticationPrincipal Caller caller) {
    requireOwn(id, caller);
    var location = addition.location();
    return view(
        reports.add(
            id,
            new ReportCommand.Add(
                ids.get(),
                Objects.requireNonNull(addition.text()),
                location == null ? null : location.toWgs84("location"))),
        caller);
  }

  @PostMapping("/{id}/withdrawal")
  @Operation(
      summary = "Take your own report back",
      description =
          "An officer may decide on it all the same. If volunteers have been called, the command"
              + " center is told and ends the alert, or does not.")
  ReportJson withdraw(
      @PathVariable UUID id,
      @Valid @RequestBody ReporterRequests.ReportWithdrawal withdrawal,
      @AuthenticationPrincipal Caller caller) {
    requireOwn(id, caller);
    return view(reports.withdraw(id, Objects.requireNonNull(withdrawal.reason())), caller);
  }

  private void requireOwn(UUID id, Caller caller) {
    Report report = reports.find(id, caller).orElseThrow(ReportProblems::noSuchReport);
    if (!report.submission().by().equals(caller.subject())) {
      throw new ProblemException(
          Problem.of(ProblemType.FORBIDDEN, "Only who has made the report may do this."));
    }
  }

  private ReportJson view(ChangeOutcome outcome, Caller caller) {
    return switch (outcome) {
      case ChangeOutcome.Done(Report report) -> views.of(report, caller);
      case ChangeOutcome.TooMany(var retryAfter) -> throw ReportProblems.tooMany(retryAfter);
      case ChangeOutcome.Refused(Rejection rejection) -> throw ReportProblems.of(rejection);
      case ChangeOutcome.NoSuchReport _ -> throw ReportProblems.noSuchReport();
    };
  }
}
