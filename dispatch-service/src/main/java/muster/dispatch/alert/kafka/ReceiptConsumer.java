package muster.dispatch.alert.kafka;

import java.util.UUID;
import java.util.function.Consumer;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.TaskState;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AvailableMembers;
import muster.dispatch.alert.command.CommandResult;
import muster.eventintake.Unusable;

/** A device that has a task makes its team a reached one. */
public final class ReceiptConsumer implements Consumer<NotificationEvent> {
  private final AlertCommands commands;
  private final AvailableMembers available;

  public ReceiptConsumer(AlertCommands commands, AvailableMembers available) {
    this.commands = commands;
    this.available = available;
  }

  @Override
  public void accept(NotificationEvent event) {
    switch (event) {
      case DeliveriesQueued queued -> {
        // To be told is not to have been reached.
      }
      case DeliveryReceipt receipt -> receive(receipt);
    }
  }

  private void receive(DeliveryReceipt receipt) {
    // Most receipts say what is known: a team has several devices, and each sends several.
    if (!receipt.status().reached()
        || commands.knownAsReached(receipt.alertId(), receipt.taskId())) {
      return;
    }
    if (run(receipt, true) instanceof CommandResult.Refused(Rejection rejection)) {
      switch (rejection) {
        case TEAM_ON_OTHER_ALERT -> run(receipt, false);
        case NO_SUCH_ALERT, UNKNOWN_TASK ->
            throw new Unusable("receipt for task " + receipt.taskId() + ": " + rejection);
        default -> {
          // The alert has gone on without it.
        }
      }
    }
  }

  private CommandResult run(DeliveryReceipt receipt, boolean teamIsFree) {
    return commands.runOn(
        receipt.alertId(),
        alert ->
            new RecordReceipt(
                receipt.taskId(),
                receipt.volunteerId(),
                receipt.callNumber(),
                teamIsFree && peopleAreFree(alert, receipt.taskId())));
  }

  /** Asked of a team that was unreached only: any other is waited for, or not, as before. */
  private boolean peopleAreFree(AlertState.Issued alert, UUID taskId) {
    return alert
        .findTask(taskId)
        .filter(task -> task.state() == TaskState.UNREACHED)
        .map(task -> available.hasSomebodyFree(alert, task.teamId()))
        .orElse(true);
  }
}
