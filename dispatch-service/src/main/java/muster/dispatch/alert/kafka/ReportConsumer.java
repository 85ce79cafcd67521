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
import muster.contracts.report.ReportEvent.ReportAnswered;
import muster.contracts.report.ReportEvent.ReportSubmitted;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertNumbers;
import muster.dispatch.alert.command.CommandResult;
import muster.dispatch.policy.CallOutPolicies;
import muster.eventintake.Unusable;

/** A report that was triaged to an alert issues it; one about a running alert is a clue. */
public final class ReportConsumer implements Consumer<ReportEvent> {
  private final AlertCommands commands;
  private final AlertNumbers numbers;
  private final CallOutPolicies policies;

  public ReportConsumer(AlertCommands commands, AlertNumbers numbers, CallOutPolicies policies) {
    this.commands = commands;
    this.numbers = numbers;
    this.policies = policies;
  }

  /** Made from the report's id: a repetition finds the alert instead of issuing another. */
  public static UUID alertIdOf(UUID reportId) {
    return UUID.nameUUIDFromBytes(("alert of report " + reportId).getBytes(UTF_8));
  }

  @Override
  public void accept(ReportEvent event) {
    switch (event) {
      case AlertRequested requested -> issue(requested);
      case ClueSubmitted clue -> addClue(clue);
      case ReportSubmitted ignored -> {}
      case ReportAnswered ignored -> {}
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
            false,
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

  private void addClue(ClueSubmitted clue) {
    CommandResult result =
        commands.run(
            clue.alertId(),
            new AlertCommand.AddClue(clue.reportId(), clue.by(), clue.text(), clue.location()));
    // One that comes after the end stays a report; the alert's history is closed.
    if (result instanceof CommandResult.Refused(Rejection rejection)
        && rejection == Rejection.NO_SUCH_ALERT) {
      throw new Unusable("clue for alert " + clue.alertId() + ": " + rejection);
    }
  }
}
