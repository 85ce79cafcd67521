package muster.report.intake.http;

import java.util.UUID;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.report.intake.AlertLookup;
import muster.report.intake.KnownAlert;
import muster.report.intake.command.ReportCommands;

/** The alert that a request names by its id or its number. */
final class NamedAlerts {
  private final ReportCommands reports;

  NamedAlerts(ReportCommands reports) {
    this.reports = reports;
  }

  /**
   * For a clue, which whoever was called may send. An id that was not heard of yet is taken: who
   * was called a moment ago may know the alert before we do. A number says nothing until then.
   *
   * @throws ProblemException {@code validation}, {@code not-found}, or {@code unavailable} for a
   *     number that may be known in a moment
   */
  UUID forClue(String field, String text, Caller caller) {
    AlertReference reference = reference(field, text);
    return switch (reports.lookUp(reference, caller.scope().orElse(null))) {
      case AlertLookup.Known(KnownAlert alert) -> alert.id();
      case AlertLookup.Unknown _ -> throw ProblemException.notFound("alert");
      case AlertLookup.NotHeardOfYet _ ->
          switch (reference) {
            case AlertReference.ById(UUID id) -> id;
            case AlertReference.ByNumber _ -> throw new ProblemException(ProblemType.UNAVAILABLE);
          };
    };
  }

  /**
   * For triage: in the officer's scope.
   *
   * @throws ProblemException as above, {@code out-of-scope}, or {@code conflict} for an exercise
   */
  UUID inScope(String field, String text, Caller officer) {
    AlertLookup found = reports.lookUp(reference(field, text), officer.scope().orElse(null));
    return switch (found) {
      case AlertLookup.Known(KnownAlert alert) -> {
        var jurisdiction = alert.jurisdiction();
        if (jurisdiction == null) {
          throw new ProblemException(ProblemType.UNAVAILABLE);
        }
        Scope.require(officer, jurisdiction);
        if (alert.exercise()) {
          throw new ProblemException(
              Problem.conflict("EXERCISE", "The alert is an exercise: nobody comes to it."));
        }
        yield alert.id();
      }
      case AlertLookup.Unknown _ -> throw ProblemException.notFound("alert");
      case AlertLookup.NotHeardOfYet _ -> throw new ProblemException(ProblemType.UNAVAILABLE);
    };
  }

  private static AlertReference reference(String field, String text) {
    try {
      return AlertReference.of(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(field, AlertReference.MESSAGE);
    }
  }
}
