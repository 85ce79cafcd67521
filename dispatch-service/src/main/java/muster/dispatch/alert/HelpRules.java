package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked;
import muster.dispatch.alert.AlertCommand.AcknowledgeHelp;
import muster.dispatch.alert.AlertCommand.AskForHelp;

/** A team that comes needs help itself, and somebody takes it in hand. */
final class HelpRules {
  private static final Duration DOUBLED_WITHIN = Duration.ofSeconds(10);

  private HelpRules() {}

  /** What is asked once more is told once more, but for what a network or a finger doubles. */
  static Decision ask(PendingDecision pending, Task task, AskForHelp command) {
    return switch (task.state()) {
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE, COMPLETED, RELEASED -> {
        Help last = task.help();
        boolean doubled =
            last != null
                && last.kind() == command.kind()
                && Objects.equals(last.text(), command.text())
                && pending.now().isBefore(last.at().plus(DOUBLED_WITHIN));
        if (!doubled) {
          pending.add(
              new TaskHelpAsked(
                  pending.alertId(),
                  pending.now(),
                  task.id(),
                  task.teamId(),
                  command.by(),
                  command.kind(),
                  command.text()));
        }
        yield pending.accepted();
      }
      case PASSED_ON -> PendingDecision.nothing();
      case OFFERED, UNREACHED, STOOD_DOWN, STANDBY, DECLINED, WITHDRAWN ->
          PendingDecision.rejected(TaskRules.notOnItsWay(task));
    };
  }

  /** Whatever the team does by now: what it asked for is open until somebody has seen to it. */
  static Decision acknowledge(PendingDecision pending, Task task, AcknowledgeHelp command) {
    Instant seen = command.askedUntil();
    Instant until = seen == null || seen.isAfter(pending.now()) ? pending.now() : seen;
    if (task.openHelp().stream().anyMatch(help -> !help.at().isAfter(until))) {
      pending.add(
          new TaskHelpAcknowledged(
              pending.alertId(), pending.now(), task.id(), task.teamId(), command.by(), until));
    }
    return pending.accepted();
  }
}
