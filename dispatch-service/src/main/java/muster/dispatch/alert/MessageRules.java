package muster.dispatch.alert;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.MessageSent;
import muster.contracts.dispatch.DispatchEvent.MessageSent.Recipient;
import muster.dispatch.alert.AlertCommand.SendMessage;
import muster.dispatch.alert.AlertState.Running;
import org.jspecify.annotations.Nullable;

/** What the command center says to those who come to an alert, or to one team of it. */
final class MessageRules {
  private MessageRules() {}

  /** To one team that has a part in the alert, or to all who come. */
  static Decision send(PendingDecision pending, SendMessage command) {
    Running alert = pending.alert();
    UUID taskId = command.taskId();
    String teamId = command.teamId();
    if (taskId == null && teamId == null) {
      List<Task> coming = alert.listTasks(task -> task.state().engaged() && task.state().comes());
      return coming.isEmpty()
          ? PendingDecision.rejected(Rejection.NOBODY_COMES)
          : send(pending, command, coming, true);
    }
    Optional<Task> meant = findTask(alert, taskId, teamId);
    if (meant.isEmpty()) {
      return PendingDecision.rejected(Rejection.UNKNOWN_TASK);
    }
    return hasAPart(meant.get())
        ? send(pending, command, List.of(meant.get()), null)
        : PendingDecision.rejected(Rejection.TEAM_HAS_NO_PART);
  }

  private static Optional<Task> findTask(
      Running alert, @Nullable UUID taskId, @Nullable String teamId) {
    if (taskId != null) {
      return alert.findTask(taskId);
    }
    return teamId == null ? Optional.empty() : alert.findTaskOfTeam(teamId);
  }

  private static boolean hasAPart(Task task) {
    return switch (task.state()) {
      case OFFERED, UNREACHED, ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE, COMPLETED -> true;
      case DECLINED, WITHDRAWN, STOOD_DOWN, RELEASED, PASSED_ON -> false;
    };
  }

  /**
   * @param forWhoComes true: of the teams only to the members who come; null: to all of them
   */
  private static Decision send(
      PendingDecision pending, SendMessage command, List<Task> to, @Nullable Boolean forWhoComes) {
    SentMessages before = pending.alert().messages();
    List<Recipient> recipients =
        to.stream().map(task -> new Recipient(task.id(), task.teamId())).toList();
    MessageSent message =
        new MessageSent(
            pending.alertId(),
            pending.now(),
            command.by(),
            command.text(),
            recipients,
            forWhoComes);
    if (before.isDoubledBy(message)) {
      return PendingDecision.nothing();
    }
    if (before.isFull()) {
      return PendingDecision.rejected(Rejection.TOO_MANY_MESSAGES);
    }
    if (before.isTooFast(pending.now())) {
      return PendingDecision.rejected(Rejection.MESSAGES_TOO_FAST);
    }
    pending.add(message);
    return pending.accepted();
  }
}
