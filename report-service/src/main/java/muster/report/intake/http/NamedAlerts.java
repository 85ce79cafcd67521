package muster.report.intake.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.place.JurisdictionCode.Level;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.report.intake.AlertLookup;
import muster.report.intake.Exercises;
import muster.report.intake.KnownAlert;
import muster.report.intake.ReportAccess;
import muster.report.intake.command.ReportCommands;

/**
 * The alert that a request names by its id or its number. An id is known to whoever was told of the
 * alert. Numbers can be counted through, so one means an alert only where whoever says it may have
 * heard of it, and one of elsewhere is answered like one that is none.
 */
final class NamedAlerts {
  /** Dispatch's events take a fraction of a second to get here. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final ReportCommands reports;
  private final Exercises exercises;

  NamedAlerts(ReportCommands reports, Exercises exercises) {
    this.reports = reports;
    this.exercises = exercises;
  }

  /**
   * For a clue, which whoever was called may send. An id that was not heard of yet is taken: who
   * was called a moment ago may know the alert before we do. A number says nothing until then, and
   * is waited for.
   *
   * @param where the clue is routed to
   * @throws ProblemException {@code validation}, {@code not-found}, {@code unavailable} for a
   *     number that may be known in a moment, or {@code too-many-requests} for whoever tries
   *     numbers
   */
  UUID forClue(String field, String text, Caller caller, JurisdictionCode where) {
    AlertReference reference = reference(field, text);
    AlertLookup found =
        switch (reference) {
          case AlertReference.ById _ -> reports.lookUp(reference, heardIn(caller, where));
          case AlertReference.ByNumber _ -> await(reference, heardIn(caller, where));
        };
    return switch (found) {
      case AlertLookup.Known(KnownAlert alert) -> alert.id();
      case AlertLookup.Unknown _ -> throw unknown(reference, caller);
      case AlertLookup.NotHeardOfYet _ ->
          switch (reference) {
            case AlertReference.ById(UUID id) -> id;
            case AlertReference.ByNumber _ -> throw notHeardOfYet();
          };
    };
  }

  /**
   * For triage: in the officer's scope. One that was issued a moment ago is waited for.
   *
   * @throws ProblemException as above, {@code out-of-scope}, or {@code conflict} for an exercise,
   *     unless all are
   */
  UUID inScope(String field, String text, Caller officer) {
    AlertLookup found = await(reference(field, text), officer.scope().stream().toList());
    return switch (found) {
      case AlertLookup.Known(KnownAlert alert) -> {
        var jurisdiction = alert.jurisdiction();
        if (jurisdiction == null) {
          throw notHeardOfYet();
        }
        Scope.require(officer, jurisdiction);
        if (alert.exercise() && !exercises.only()) {
          throw new ProblemException(
              Problem.conflict("EXERCISE", "The alert is an exercise: nobody comes to it."));
        }
        yield alert.id();
      }
      case AlertLookup.Unknown _ -> throw ProblemException.notFound("alert");
      case AlertLookup.NotHeardOfYet _ -> throw notHeardOfYet();
    };
  }

  /** Who names an alert right after it was issued knows of it before we do. */
  private AlertLookup await(AlertReference reference, List<JurisdictionCode> within) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    AlertLookup found = reports.lookUp(reference, within);
    while (found instanceof AlertLookup.NotHeardOfYet && System.nanoTime() < until) {
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return found;
      }
      found = reports.lookUp(reference, within);
    }
    return found;
  }

  private static ProblemException notHeardOfYet() {
    return new ProblemException(
        Problem.of(
            ProblemType.UNAVAILABLE,
            "The alert is not known here yet, if there is one; try again soon."));
  }

  /**
   * Who works at a command center hears of the alerts in the own scope. Anybody else, of those in
   * the county where he or she is at home, and of those in the county that the clue is from.
   */
  private static List<JurisdictionCode> heardIn(Caller caller, JurisdictionCode clue) {
    if (ReportAccess.readsScope(caller)) {
      return caller.scope().stream().toList();
    }
    return Stream.concat(
            caller.scope().stream().map(NamedAlerts::countyOrWider),
            Stream.of(countyOrWider(clue)).filter(code -> code.level() == Level.COUNTY))
        .distinct()
        .toList();
  }

  private static JurisdictionCode countyOrWider(JurisdictionCode code) {
    JurisdictionCode wider = code;
    while (wider.level().compareTo(Level.COUNTY) > 0) {
      wider = wider.parent().orElseThrow();
    }
    return wider;
  }

  private ProblemException unknown(AlertReference reference, Caller caller) {
    Optional<Duration> wait =
        switch (reference) {
          case AlertReference.ById _ -> Optional.empty();
          case AlertReference.ByNumber _ -> reports.countUnknownNumber(caller.subject());
        };
    return wait.map(ReportProblems::tooMany).orElseGet(() -> ProblemException.notFound("alert"));
  }

  private static AlertReference reference(String field, String text) {
    try {
      return AlertReference.of(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(field, AlertReference.MESSAGE);
    }
  }
}
