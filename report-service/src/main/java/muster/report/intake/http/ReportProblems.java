package muster.report.intake.http;

import java.time.Duration;
import muster.apiedge.ProblemException;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.report.intake.Claim;
import muster.report.intake.Rejection;
import muster.report.intake.Report;
import org.springframework.http.HttpHeaders;

/** What is refused, in the terms of HTTP. */
final class ReportProblems {
  private ReportProblems() {}

  /** Of another's report nobody learns that it is there. */
  static ProblemException noSuchReport() {
    return ProblemException.notFound("report");
  }

  static ProblemException tooMany(Duration retryAfter) {
    return new ProblemException(
        Problem.of(ProblemType.TOO_MANY_REQUESTS)
            .withHeader(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000)))));
  }

  static ProblemException of(Rejection rejection) {
    return switch (rejection) {
      case Rejection.AlertUnknown _ -> ProblemException.notFound("alert");
      case Rejection.AlertOver _ -> new ProblemException(ProblemType.ALERT_OVER);
      case Rejection.TriagedOtherwise(Report.Status status) ->
          alreadyTriaged("Another decision has been taken: it is " + status + ".");
      case Rejection.ClueNeedsNoTriage _ -> alreadyTriaged("A clue belongs to an alert already.");
      case Rejection.Withdrawn _ ->
          new ProblemException(
              Problem.conflict("WITHDRAWN", "You have withdrawn the report; make another one."));
      case Rejection.TooManyAdditions(int most) ->
          new ProblemException(
              Problem.conflict(
                  "TOO_MANY_ADDITIONS",
                  "A report takes " + most + " additions; make another report."));
      case Rejection.ClaimedByAnother(Claim claim) ->
          new ProblemException(
              Problem.conflict(
                      "CLAIMED",
                      "%s has claimed the report at %s.".formatted(claim.name(), claim.since()))
                  .with("account", claim.account())
                  .with("name", claim.name())
                  .with("since", claim.since().toString()));
      case Rejection.LinkedToAnotherAlert _, Rejection.NoAlertRequested _ ->
          throw new IllegalStateException("no request links alerts so: " + rejection);
    };
  }

  private static ProblemException alreadyTriaged(String detail) {
    return new ProblemException(Problem.of(ProblemType.ALREADY_TRIAGED, detail));
  }
}
