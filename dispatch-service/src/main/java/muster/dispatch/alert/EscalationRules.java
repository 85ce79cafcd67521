package muster.dispatch.alert;

import muster.contracts.dispatch.DispatchEvent.EscalationAccepted;
import muster.contracts.dispatch.DispatchEvent.EscalationToldAgain;
import muster.dispatch.alert.AlertCommand.AcceptEscalation;
import muster.dispatch.alert.AlertCommand.TellEscalationAgain;
import muster.dispatch.alert.AlertState.Running;

/** An escalation is accepted by the parent jurisdiction, or told again. */
final class EscalationRules {
  private EscalationRules() {}

  /** Whoever is first: two who both believe that they lead it are worse than none. */
  static Decision accept(PendingDecision pending, AcceptEscalation command) {
    Escalation escalation = pending.alert().escalation();
    if (escalation == null) {
      return PendingDecision.rejected(Rejection.NOT_ESCALATED);
    }
    if (escalation.isAccepted()) {
      return escalation.isAcceptedBy(command.by())
          ? PendingDecision.nothing()
          : PendingDecision.rejected(Rejection.ALREADY_ACCEPTED);
    }
    pending.add(
        new EscalationAccepted(pending.alertId(), pending.now(), command.by(), escalation.to()));
    return pending.accepted();
  }

  /** Not while enough teams come: then there is nothing that the parent would have to do. */
  static Decision tellAgain(PendingDecision pending, TellEscalationAgain command) {
    Running alert = pending.alert();
    Escalation escalation = alert.escalation();
    if (escalation != null
        && escalation.isToldAgain()
        && escalation.told() == command.told()
        && !alert.covered()) {
      pending.add(
          new EscalationToldAgain(
              pending.alertId(),
              pending.now(),
              escalation.to(),
              alert.missingTeams(),
              alert.missingPeople(),
              escalation.told() + 1));
    }
    return pending.accepted();
  }
}
