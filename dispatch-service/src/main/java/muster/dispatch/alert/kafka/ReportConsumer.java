package muster.dispatch.alert.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.function.Consumer;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
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
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.AlertCommand.AddClue;
import muster.dispatch.alert.AlertQueries;
import muster.dispatch.alert.Exercises;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertNumbers;
import muster.dispatch.alert.command.CommandResult;
import muster.dispatch.policy.CallOutPolicies;
import muster.eventintake.Unusable;
import org.jspecify.annotations.Nullable;

/** A report that was triaged to an alert issues it; one about a running alert is a clue. */
public final class ReportConsumer implements Consumer<ReportEvent> {
  private final AlertCommands commands;
  private final AlertQueries queries;
  private final AlertNumbers numbers;
  private final CallOutPolicies policies;
  private final Exercises exercises;

  public ReportConsumer(
      AlertCommands commands,
      AlertQueries queries,
      AlertNumbers numbers,
      CallOutPolicies policies,
      Exercises exercises) {
    this.commands = commands;
    this.queries = queries;
    this.numbers = numbers;
    this.policies = policies;
    this.exercises = exercises;
  }

  /** Made from the report's id: a repetition finds the alert instead of issuing another. */
  public static UUID alertIdOf(UUID reportId) {
    return UUID.nameUUIDFromBytes(("alert of report " + reportId).getBytes(UTF_8));
  }

  /** Of the clue that a report was taken back: there is one for each report. */
  private static UUID withdrawalIdOf(UUID reportId) {
    return UUID.nameUUIDFromBytes(("withdrawal of report " + reportId).getBytes(UTF_8));
  }

  @Override
  public void accept(ReportEvent event) {
    switch (event) {
      case AlertRequested requested -> issue(requested);
      case ClueSubmitted clue ->
          addClue(
              clue.alertId(),
              new AddClue(clue.reportId(), clue.by(), clue.text(), clue.location()));
      case ReportLinked linked ->
          addClue(
              linked.alertId(),
              new AddClue(linked.reportId(), linked.reporter(), linked.text(), linked.location()));
      case ReportAddedTo added ->
          addToItsAlert(
              added.alertId(),
              new AddClue(
                  added.reportId(),
                  added.by(),
                  added.text(),
                  added.location(),
                  added.additionId(),
                  false));
      case ReportWithdrawn withdrawn ->
          addToItsAlert(
              withdrawn.alertId(),
              new AddClue(
                  withdrawn.reportId(),
                  withdrawn.by(),
                  withdrawn.reason(),
                  null,
                  withdrawalIdOf(withdrawn.reportId()),
                  true));
      case ReportSubmitted ignored -> {}
      case ReportAnswered ignored -> {}
      case ReportClaimed ignored -> {}
      case ReportClaimEnded ignored -> {}
      case AlertLinked ignored -> {}
    }
  }

  private void issue(AlertRequested requested) {
    // A refusal means that the alert is there already, perhaps over: this is a repetition.
    commands.run(
        alertIdOf(requested.reportId()),
        new AlertCommand.Issue(
            alertIdOf(requested.reportId()),
            requested.by(),
            AlertOrigin.report(requested.reportId(), requested.reportedAt()),
            requested.category(),
            requested.details(),
            requested.jurisdiction(),
            terms(requested),
            exercises.include(null),
            numbers.next()));
  }

  private CallOutTerms terms(AlertRequested requested) {
    try {
      return policies.terms(
          requested.category(),
          requested.teamsNeeded(),
          requested.peopleNeeded(),
          requested.jurisdiction(),
          requested.scope());
    } catch (IllegalArgumentException e) {
      throw new Unusable("report " + requested.reportId() + ": " + e.getMessage());
    }
  }

  private void addClue(UUID alertId, AddClue clue) {
    // One that comes after the end stays a report; the alert's history is closed.
    if (tell(alertId, clue) instanceof CommandResult.Refused(Rejection rejection)
        && rejection == Rejection.NO_SUCH_ALERT) {
      throw new Unusable("clue for alert " + alertId + ": " + rejection);
    }
  }

  /** Most reports have no alert; one that was asked for a moment ago is not known of yet. */
  private void addToItsAlert(@Nullable UUID alertId, AddClue clue) {
    if (alertId == null) {
      tell(alertIdOf(clue.reportId()), clue);
    } else {
      addClue(alertId, clue);
    }
  }

  /** If the alert was merged into another one, that one is told. */
  private CommandResult tell(UUID alertId, AddClue clue) {
    CommandResult result = commands.run(alertId, clue);
    if (result instanceof CommandResult.Refused(Rejection rejection)
        && rejection == Rejection.ALERT_OVER) {
      UUID goesOn = queries.goesOnIn(alertId);
      return goesOn.equals(alertId) ? result : tell(goesOn, clue);
    }
    return result;
  }
}
