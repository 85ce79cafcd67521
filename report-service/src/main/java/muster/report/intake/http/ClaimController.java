package muster.report.intake.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.AlsoRefuses;
import muster.apiedge.spring.NeverInConflict;
import muster.contracts.access.Caller;
import muster.contracts.problem.ProblemType;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Report;
import muster.report.intake.command.ReportClaims;
import muster.report.intake.command.ReportCommands;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is about to decide on a report. All may be repeated. */
@RestController
@RequestMapping("/api/reports/{id}/claim")
@Tag(name = "Reports")
class ClaimController {
  private final ReportCommands reports;
  private final ReportClaims claims;

  ClaimController(ReportCommands reports, ReportClaims claims) {
    this.reports = reports;
    this.claims = claims;
  }

  /**
   * @param takeOver also from somebody else
   */
  record ClaimRequest(@Nullable Boolean takeOver) {}

  @PostMapping
  @AlsoRefuses(ProblemType.ALREADY_TRIAGED)
  @Operation(
      summary = "Claim a report that waits for a decision, or stay at it",
      description =
          "So that others see who is about to decide; it keeps nobody from deciding. It lasts for"
              + " 60 s, from which on each call of whoever has claimed it counts anew. Claimed by"
              + " somebody else, it is refused (CLAIMED) with account, name and since, unless"
              + " takeOver is true. A decision ends it.")
  ClaimJson claim(
      @PathVariable UUID id,
      @Valid @RequestBody(required = false) @Nullable ClaimRequest request,
      @AuthenticationPrincipal Caller caller) {
    requireScope(id, caller);
    boolean takeOver = request != null && Boolean.TRUE.equals(request.takeOver());
    Report report = done(claims.claim(id, caller.subject(), caller.name(), takeOver));
    ClaimJson claim = ClaimJson.of(report, claims.endsOf(List.of(report)).get(id));
    if (claim == null) {
      // It ended between the change and the look at it: by a decision, or long ago for a slow call.
      throw new ProblemException(ProblemType.ALREADY_TRIAGED);
    }
    return claim;
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @NeverInConflict
  @Operation(
      summary = "Let a report go that the caller has claimed",
      description = "Who has not claimed it, or not any more, changes nothing.")
  void release(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    requireScope(id, caller);
    done(claims.release(id, caller.subject()));
  }

  private void requireScope(UUID id, Caller caller) {
    Scope.require(
        caller,
        reports.find(id).orElseThrow(ReportProblems::noSuchReport).submission().jurisdiction());
  }

  private static Report done(ChangeOutcome outcome) {
    return switch (outcome) {
      case ChangeOutcome.Done(Report report) -> report;
      case ChangeOutcome.TooMany(var retryAfter) -> throw ReportProblems.tooMany(retryAfter);
      case ChangeOutcome.Refused(var rejection) -> throw ReportProblems.of(rejection);
      case ChangeOutcome.NoSuchReport _ -> throw ReportProblems.noSuchReport();
    };
  }
}
