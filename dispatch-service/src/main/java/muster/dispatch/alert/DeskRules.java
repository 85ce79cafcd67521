package muster.dispatch.alert;

import java.time.Instant;
import java.util.Optional;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.LeadLeft;
import muster.contracts.dispatch.DispatchEvent.LeadTaken;
import muster.contracts.dispatch.DispatchEvent.NoteAdded;
import muster.contracts.dispatch.DispatchEvent.RadioLineRead;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned;
import muster.dispatch.alert.AlertCommand.AddNote;
import muster.dispatch.alert.AlertCommand.LeaveLead;
import muster.dispatch.alert.AlertCommand.NoteTelephoneCall;
import muster.dispatch.alert.AlertCommand.ReadRadioLine;
import muster.dispatch.alert.AlertCommand.TakeLead;

/**
 * What those at the command center do beside the call-out: none of it calls, keeps or lets go of a
 * team. What was said or written down is so, whether the alert is over or not.
 */
final class DeskRules {
  private DeskRules() {}

  /** Whoever takes the lead has it, from whom it may have been: desks speak with each other. */
  static Decision take(PendingDecision pending, TakeLead command) {
    Lead lead = pending.alert().desk().lead();
    if (lead == null || !lead.account().equals(command.by())) {
      pending.add(
          new LeadTaken(
              pending.alertId(),
              pending.now(),
              command.by(),
              command.name(),
              lead == null ? null : lead.account()));
    }
    return pending.accepted();
  }

  /** Who does not lead it has nothing to leave: another desk may have taken it just before. */
  static Decision leave(PendingDecision pending, LeaveLead command) {
    Lead lead = pending.alert().desk().lead();
    if (lead != null && lead.account().equals(command.by())) {
      pending.add(new LeadLeft(pending.alertId(), pending.now(), command.by()));
    }
    return pending.accepted();
  }

  /** Empty when it only repeats what was written down just before. */
  static Optional<DispatchEvent> note(AlertState.Issued alert, AddNote command, Instant now) {
    Note last = alert.desk().note();
    return last != null && last.isDoubledBy(command, now)
        ? Optional.empty()
        : Optional.of(new NoteAdded(alert.issued().alertId(), now, command.by(), command.text()));
  }

  /** Empty when it only repeats what was read just before. */
  static Optional<DispatchEvent> readLine(
      AlertState.Issued alert, ReadRadioLine command, Instant now) {
    RadioLine last = alert.desk().radioLine();
    return last != null && last.isDoubledBy(command, now)
        ? Optional.empty()
        : Optional.of(
            new RadioLineRead(alert.issued().alertId(), now, command.by(), command.text()));
  }

  /** Empty when it only repeats what was noted just before. */
  static Optional<DispatchEvent> telephone(
      AlertState.Issued alert, Task task, NoteTelephoneCall command, Instant now) {
    TelephoneCall last = task.telephoned();
    return last != null && last.isDoubledBy(command, now)
        ? Optional.empty()
        : Optional.of(
            new TaskTelephoned(
                alert.issued().alertId(),
                now,
                task.id(),
                task.teamId(),
                command.by(),
                command.volunteerId(),
                command.result()));
  }
}
