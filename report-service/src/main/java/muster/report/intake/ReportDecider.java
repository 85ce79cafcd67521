package muster.report.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import muster.contracts.report.ReportEvent;
import muster.contracts.report.ReportEvent.AlertLinked;
import muster.contracts.report.ReportEvent.AlertRequested;
import muster.contracts.report.ReportEvent.ClueSubmitted;
import muster.contracts.report.ReportEvent.ReportAddedTo;
import muster.contracts.report.ReportEvent.ReportAnswered;
import muster.contracts.report.ReportEvent.ReportClaimEnded;
import muster.contracts.report.ReportEvent.ReportClaimed;
import muster.contracts.report.ReportEvent.ReportLinked;
import muster.contracts.report.ReportEvent.ReportSubmitted;
import muster.contracts.report.ReportEvent.ReportWithdrawn;
import muster.report.intake.Report.Stage;

/** The rules of a report. A command that repeats what has happened is accepted without events. */
public final class ReportDecider {
  /** How often a reporter may add something. */
  static final int MAXIMUM_ADDITIONS = 20;

  private static final Duration REPEATED_WITHIN = Duration.ofMinutes(1);

  private ReportDecider() {}

  public static Decision decide(Report report, ReportCommand command, Instant now) {
    return switch (command) {
      case ReportCommand.Submit _ -> submit(report);
      case ReportCommand.SubmitClue clue -> submitClue(report, clue);
      case ReportCommand.Answer answer -> answer(report, answer, now);
      case ReportCommand.RequestAlert(RequestedAlert request) -> requestAlert(report, request, now);
      case ReportCommand.LinkToRunning link -> linkToRunning(report, link, now);
      case ReportCommand.Add add -> add(report, add, now);
      case ReportCommand.Withdraw withdraw -> withdraw(report, withdraw, now);
      case ReportCommand.LinkAlert(UUID alertId) -> linkAlert(report, alertId, now);
      case ReportCommand.Claim claim ->
          report.stage() instanceof Stage.Submitted
              ? ClaimRules.claim(report, claim, now)
              : refuseTriage(report);
      case ReportCommand.Release release -> ClaimRules.release(report, release, now);
      case ReportCommand.Lapse lapse -> ClaimRules.lapse(report, lapse, now);
    };
  }

  /**
   * @throws IllegalStateException if the event can't have happened to this report
   */
  public static Report evolve(Report report, ReportEvent event) {
    return switch (event) {
      case ReportAddedTo added when !(report.stage() instanceof Stage.Received) ->
          report.with(
              new Report.Addition(added.additionId(), added.at(), added.text(), added.location()));
      case ReportWithdrawn withdrawn
          when report.withdrawal() == null && !(report.stage() instanceof Stage.Received) ->
          report.with(new Report.Withdrawal(withdrawn.at(), withdrawn.reason()));
      case ReportClaimed claimed when mayClaim(report, claimed) -> report.with(Claim.of(claimed));
      case ReportClaimEnded ended
          when report.claim() != null && report.claim().account().equals(ended.by()) ->
          report.with((Claim) null);
      case ReportSubmitted _,
          ClueSubmitted _,
          ReportAnswered _,
          ReportLinked _,
          ReportAddedTo _,
          ReportWithdrawn _,
          ReportClaimed _,
          ReportClaimEnded _,
          AlertRequested _,
          AlertLinked _ ->
          report.with(nextStage(report, event));
    };
  }

  private static boolean mayClaim(Report report, ReportClaimed claimed) {
    Claim held = report.claim();
    return report.stage() instanceof Stage.Submitted
        && Objects.equals(held == null ? null : held.account(), claimed.from());
  }

  private static Stage nextStage(Report report, ReportEvent event) {
    return switch (event) {
      case ReportSubmitted _ when report.stage() instanceof Stage.Received -> new Stage.Submitted();
      case ClueSubmitted clue when report.stage() instanceof Stage.Received ->
          new Stage.Clue(clue.alertId());
      case ReportAnswered answered when report.stage() instanceof Stage.Submitted ->
          new Stage.Answered(answered.answer(), answered.by(), answered.at());
      case AlertRequested requested when report.stage() instanceof Stage.Submitted ->
          new Stage.AlertRequested(
              new RequestedAlert(
                  requested.by(),
                  requested.category(),
                  requested.details(),
                  requested.jurisdiction(),
                  requested.teamsNeeded(),
                  requested.peopleNeeded(),
                  requested.scope()),
              requested.at());
      case AlertLinked linked
          when report.stage() instanceof Stage.AlertRequested(var request, var at) ->
          new Stage.Alerted(request, at, linked.alertId());
      case ReportLinked linked when report.stage() instanceof Stage.Submitted ->
          new Stage.Linked(linked.alertId(), linked.by(), linked.at());
      case ReportSubmitted _,
          ClueSubmitted _,
          ReportAnswered _,
          ReportLinked _,
          ReportAddedTo _,
          ReportWithdrawn _,
          ReportClaimed _,
          ReportClaimEnded _,
          AlertRequested _,
          AlertLinked _ ->
          throw new IllegalStateException(event + " can't happen in " + report.stage());
    };
  }

  private static Decision submit(Report report) {
    if (!(report.stage() instanceof Stage.Received)) {
      return Decision.nothingToDo();
    }
    Submission given = report.submission();
    return Decision.accept(
        new ReportSubmitted(
            given.reportId(),
            given.receivedAt(),
            given.by(),
            given.category(),
            given.text(),
            given.location(),
            given.address(),
            given.jurisdiction()));
  }

  private static Decision submitClue(Report report, ReportCommand.SubmitClue clue) {
    if (!(report.stage() instanceof Stage.Received)) {
      return Decision.nothingToDo();
    }
    Submission given = report.submission();
    return switch (clue.standing()) {
      case UNKNOWN -> Decision.reject(new Rejection.AlertUnknown(clue.alertId()));
      case OVER -> Decision.reject(new Rejection.AlertOver(clue.alertId()));
      case RUNNING, NOT_HEARD_OF_YET ->
          Decision.accept(
              new ClueSubmitted(
                  given.reportId(),
                  given.receivedAt(),
                  given.by(),
                  clue.alertId(),
                  given.text(),
                  given.location(),
                  given.jurisdiction()));
    };
  }

  private static Decision answer(Report report, ReportCommand.Answer command, Instant now) {
    return switch (report.stage()) {
      case Stage.Submitted _ ->
          ClaimRules.decided(
              report,
              new ReportAnswered(
                  report.submission().reportId(),
                  now,
                  command.by(),
                  command.answer(),
                  report.submission().jurisdiction()));
      case Stage.Answered answered when answered.answer().equals(command.answer()) ->
          Decision.nothingToDo();
      case Stage.Received _,
          Stage.Answered _,
          Stage.Clue _,
          Stage.Linked _,
          Stage.AlertRequested _,
          Stage.Alerted _ ->
          refuseTriage(report);
    };
  }

  private static Decision requestAlert(Report report, RequestedAlert request, Instant now) {
    return switch (report.stage()) {
      case Stage.Submitted _ ->
          ClaimRules.decided(
              report,
              new AlertRequested(
                  report.submission().reportId(),
                  now,
                  request.by(),
                  report.submission().receivedAt(),
                  request.category(),
                  request.details(),
                  request.jurisdiction(),
                  request.teamsNeeded(),
                  request.scope(),
                  request.peopleNeeded(),
                  report.submission().jurisdiction()));
      case Stage.AlertRequested(RequestedAlert earlier, _) when earlier.asksTheSameAs(request) ->
          Decision.nothingToDo();
      case Stage.Alerted(RequestedAlert earlier, _, _) when earlier.asksTheSameAs(request) ->
          Decision.nothingToDo();
      case Stage.Received _,
          Stage.Answered _,
          Stage.Clue _,
          Stage.Linked _,
          Stage.AlertRequested _,
          Stage.Alerted _ ->
          refuseTriage(report);
    };
  }

  private static Decision linkToRunning(
      Report report, ReportCommand.LinkToRunning link, Instant now) {
    return switch (report.stage()) {
      case Stage.Submitted _ -> {
        Submission given = report.submission();
        yield switch (link.standing()) {
          case UNKNOWN, NOT_HEARD_OF_YET ->
              Decision.reject(new Rejection.AlertUnknown(link.alertId()));
          case OVER -> Decision.reject(new Rejection.AlertOver(link.alertId()));
          case RUNNING ->
              ClaimRules.decided(
                  report,
                  new ReportLinked(
                      given.reportId(),
                      now,
                      link.by(),
                      link.alertId(),
                      given.by(),
                      given.text(),
                      given.location(),
                      given.jurisdiction()));
        };
      }
      case Stage.Linked linked
          when linked.alertId().equals(link.alertId())
              || link.alertId().equals(link.reportsAlert()) ->
          Decision.nothingToDo();
      case Stage.Received _,
          Stage.Answered _,
          Stage.Clue _,
          Stage.Linked _,
          Stage.AlertRequested _,
          Stage.Alerted _ ->
          refuseTriage(report);
    };
  }

  private static Decision add(Report report, ReportCommand.Add add, Instant now) {
    if (report.withdrawal() != null) {
      return Decision.reject(new Rejection.Withdrawn());
    }
    List<Report.Addition> known = report.additions();
    if (!known.isEmpty() && isRepeated(known.getLast(), add, now)) {
      return Decision.nothingToDo();
    }
    if (known.size() >= MAXIMUM_ADDITIONS) {
      return Decision.reject(new Rejection.TooManyAdditions(MAXIMUM_ADDITIONS));
    }
    Submission given = report.submission();
    return Decision.accept(
        new ReportAddedTo(
            given.reportId(),
            now,
            given.by(),
            add.additionId(),
            add.text(),
            add.location(),
            report.findAlert().orElse(null),
            given.jurisdiction()));
  }

  /** As a network or a finger doubles it; said again later it is news: it is still so. */
  private static boolean isRepeated(Report.Addition last, ReportCommand.Add add, Instant now) {
    return last.text().equals(add.text())
        && Objects.equals(last.location(), add.location())
        && now.isBefore(last.at().plus(REPEATED_WITHIN));
  }

  private static Decision withdraw(Report report, ReportCommand.Withdraw withdraw, Instant now) {
    if (report.withdrawal() != null) {
      return Decision.nothingToDo();
    }
    Submission given = report.submission();
    return Decision.accept(
        new ReportWithdrawn(
            given.reportId(),
            now,
            given.by(),
            withdraw.reason(),
            report.findAlert().orElse(null),
            given.jurisdiction()));
  }

  private static Decision refuseTriage(Report report) {
    return Decision.reject(
        report.stage() instanceof Stage.Clue
            ? new Rejection.ClueNeedsNoTriage()
            : new Rejection.TriagedOtherwise(report.status()));
  }

  private static Decision linkAlert(Report report, UUID alertId, Instant now) {
    return switch (report.stage()) {
      case Stage.AlertRequested _ ->
          Decision.accept(
              new AlertLinked(
                  report.submission().reportId(),
                  now,
                  alertId,
                  report.submission().jurisdiction()));
      case Stage.Alerted alerted ->
          alerted.alertId().equals(alertId)
              ? Decision.nothingToDo()
              : Decision.reject(new Rejection.LinkedToAnotherAlert(alerted.alertId()));
      case Stage.Received _, Stage.Submitted _, Stage.Answered _, Stage.Clue _, Stage.Linked _ ->
          Decision.reject(new Rejection.NoAlertRequested(report.status()));
    };
  }
}
