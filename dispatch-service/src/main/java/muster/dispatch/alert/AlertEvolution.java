package muster.dispatch.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import muster.contracts.dispatch.DispatchEvent.AlertChanged;
import muster.contracts.dispatch.DispatchEvent.AlertCovered;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.AlertExpired;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.AlertMerged;
import muster.contracts.dispatch.DispatchEvent.AlertReopened;
import muster.contracts.dispatch.DispatchEvent.AlertResolved;
import muster.contracts.dispatch.DispatchEvent.AlertTakenIn;
import muster.contracts.dispatch.DispatchEvent.AlertUncovered;
import muster.contracts.dispatch.DispatchEvent.AlertUpdated;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.DeliveryDoubtful;
import muster.contracts.dispatch.DispatchEvent.EscalationAccepted;
import muster.contracts.dispatch.DispatchEvent.EscalationToldAgain;
import muster.contracts.dispatch.DispatchEvent.LeadLeft;
import muster.contracts.dispatch.DispatchEvent.LeadTaken;
import muster.contracts.dispatch.DispatchEvent.MessageSent;
import muster.contracts.dispatch.DispatchEvent.NoteAdded;
import muster.contracts.dispatch.DispatchEvent.OutcomeCorrected;
import muster.contracts.dispatch.DispatchEvent.RadioLineRead;
import muster.contracts.dispatch.DispatchEvent.ResponseTargetMissed;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.DispatchEvent.WaveOpenedV2;
import muster.dispatch.alert.AlertState.Ended;
import muster.dispatch.alert.AlertState.NotIssued;
import muster.dispatch.alert.AlertState.Running;

/**
 * One event, one step. It decides nothing, but it refuses what cannot have happened: a history that
 * breaks a rule here was written by a bug, and going on with it would hide that.
 */
final class AlertEvolution {
  private AlertEvolution() {}

  static AlertState evolve(AlertState state, DispatchEvent event) {
    return switch (state) {
      case NotIssued notIssued -> {
        if (event instanceof AlertIssued issued) {
          yield new Running(
              issued,
              new Opening(1, issued.at()),
              issued.details(),
              1,
              0,
              0,
              null,
              List.of(),
              new LinkedHashMap<>(),
              Set.of(),
              null,
              null,
              0,
              false,
              DeskWork.NONE,
              SentMessages.NONE,
              ResponseTimes.NONE,
              1);
        }
        throw impossible(event, "the alert was never issued");
      }
      case Running running -> {
        require(running.issued().alertId().equals(event.alertId()), event, "of another alert");
        yield evolve(running, event);
      }
      case Ended ended -> AfterTheEnd.evolve(ended, event);
    };
  }

  private static AlertState evolve(Running alert, DispatchEvent event) {
    return switch (event) {
      case AlertIssued issued -> throw impossible(issued, "issued already");
      case AlertUpdated updated -> new RunningSteps(alert).details(updated.details()).done();
      case AlertChanged changed ->
          new RunningSteps(alert).terms(changed.category(), changed.terms()).done();
      case NoteAdded note -> new RunningSteps(alert).desk(desk -> desk.with(Note.of(note))).done();
      case RadioLineRead line ->
          new RunningSteps(alert).desk(desk -> desk.with(RadioLine.of(line))).done();
      case LeadTaken taken -> {
        Lead lead = alert.desk().lead();
        String from = lead == null ? null : lead.account();
        require(Objects.equals(from, taken.from()), taken, "it was led by " + from);
        require(!taken.by().equals(from), taken, "it leads already");
        yield new RunningSteps(alert).desk(desk -> desk.with(Lead.of(taken))).done();
      }
      case LeadLeft left -> {
        Lead lead = alert.desk().lead();
        require(lead != null && lead.account().equals(left.by()), left, "it did not lead");
        yield new RunningSteps(alert).desk(DeskWork::withoutLead).done();
      }
      case WaveOpened opened ->
          open(alert, opened, opened.wave())
              .lookedAgain(
                  opened.trigger() == WaveOpened.Trigger.UNCOVERED
                      && hasLookedAsFar(alert, opened.radiusMeters()))
              .wave(opened.wave(), opened.radiusMeters(), opened.answerBy(), opened.shortfalls())
              .done();
      case WaveOpenedV2 opened ->
          open(alert, opened, opened.wave())
              .lookedAgain(
                  opened.trigger() == WaveOpenedV2.Trigger.LOOKED_AGAIN
                      || (opened.trigger() == WaveOpenedV2.Trigger.UNCOVERED
                          && hasLookedAsFar(alert, opened.radiusMeters())))
              .wave(opened.wave(), opened.radiusMeters(), opened.answerBy(), opened.shortfalls())
              .done();
      case TaskEvent task -> TaskEvolution.evolve(alert, task).withTimes(alert.times().after(task));
      case AlertCovered covered -> {
        require(!alert.covered() && alert.missing() == 0, covered, "not the moment of covering");
        yield new RunningSteps(alert).coveredAt(covered.at()).done();
      }
      case AlertUncovered uncovered -> {
        require(alert.covered() && alert.missing() > 0, uncovered, "no team is missing");
        yield new RunningSteps(alert).coveredAt(null).done();
      }
      case AlertEscalated escalated -> {
        require(alert.escalatedTo() == null && !alert.covered(), escalated, "no need to");
        yield new RunningSteps(alert)
            .escalation(Escalation.first(escalated.to(), escalated.at()))
            .done();
      }
      case EscalationToldAgain again -> {
        Escalation escalation = escalation(alert, again);
        require(
            escalation.isToldAgain() && again.times() == escalation.told() + 1,
            again,
            "not its turn");
        yield new RunningSteps(alert).escalation(escalation.toldAgain(again.at())).done();
      }
      case EscalationAccepted accepted ->
          new RunningSteps(alert)
              .escalation(escalation(alert, accepted).accepted(accepted.by(), accepted.at()))
              .done();
      case MessageSent sent -> {
        require(!sent.recipients().isEmpty(), sent, "for nobody");
        for (MessageSent.Recipient recipient : sent.recipients()) {
          require(alert.findTask(recipient.taskId()).isPresent(), sent, "no such task");
        }
        yield new RunningSteps(alert).message(sent).done();
      }
      case DeliveryDoubtful doubtful -> {
        require(!alert.deliveryDoubtful(), doubtful, "told already");
        yield new RunningSteps(alert).deliveryDoubtful().done();
      }
      case ResponseTargetMissed missed -> {
        require(!alert.times().settled(), missed, "somebody is on scene, or it was told before");
        yield new RunningSteps(alert).done().withTimes(alert.times().missed(missed.at()));
      }
      case ClueReceived clue -> {
        require(!alert.clues().contains(clue.clueId()), clue, "known already");
        yield new RunningSteps(alert).clue(clue.clueId()).done();
      }
      case AlertResolved resolved ->
          end(
              alert,
              resolved,
              new Ending.Resolved(
                  resolved.at(), resolved.by(), resolved.outcome(), resolved.note()));
      case AlertCancelled cancelled ->
          end(
              alert,
              cancelled,
              new Ending.Cancelled(cancelled.at(), cancelled.by(), cancelled.reason()));
      case AlertMerged merged ->
          end(
              alert,
              merged,
              new Ending.Merged(merged.at(), merged.by(), merged.into(), merged.intoNumber()));
      case AlertTakenIn taken -> {
        require(!taken.from().equals(taken.alertId()), taken, "into itself");
        yield new RunningSteps(alert).done();
      }
      case AlertExpired expired -> end(alert, expired, new Ending.Expired(expired.at()));
      case OutcomeCorrected corrected -> throw impossible(corrected, "the alert is not over");
      case AlertReopened reopened -> throw impossible(reopened, "the alert is not over");
    };
  }

  /** One that nobody has accepted. */
  private static Escalation escalation(Running alert, DispatchEvent event) {
    Escalation escalation = alert.escalation();
    if (escalation == null || escalation.isAccepted()) {
      throw impossible(event, "no escalation waits for it");
    }
    return escalation;
  }

  private static boolean hasLookedAsFar(Running alert, double radiusMeters) {
    return alert.wave() > 0 && radiusMeters <= alert.widestMeters();
  }

  private static RunningSteps open(Running alert, DispatchEvent opened, int wave) {
    require(wave == alert.wave() + 1, opened, "waves are numbered without gaps");
    return new RunningSteps(alert);
  }

  private static Ended end(Running alert, DispatchEvent event, Ending ending) {
    require(
        alert.count(task -> task.state().engaged()) == 0, event, "teams are still engaged in it");
    return new Ended(alert, ending, alert.version() + 1);
  }

  static void require(boolean possible, DispatchEvent event, String why) {
    if (!possible) {
      throw impossible(event, why);
    }
  }

  static IllegalStateException impossible(DispatchEvent event, String why) {
    return new IllegalStateException("impossible event: " + why + ": " + event);
  }
}
