package muster.dispatch.alert.kafka;

import java.util.function.Consumer;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.dispatch.alert.AlertCommand.RecordReceipt;
import muster.dispatch.alert.Rejection;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.CommandResult;
import muster.eventintake.Unusable;

/** A device that has a task makes its team a reached one. */
public final class ReceiptConsumer implements Consumer<NotificationEvent> {
  private final AlertCommands commands;

  public ReceiptConsumer(AlertCommands commands) {
    this.commands = commands;
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
    CommandResult result =
        commands.run(receipt.alertId(), new RecordReceipt(receipt.taskId(), receipt.volunteerId()));
    if (result instanceof CommandResult.Refused(Rejection rejection)
        && (rejection == Rejection.NO_SUCH_ALERT || rejection == Rejection.UNKNOWN_TASK)) {
      throw new Unusable("receipt for task " + receipt.taskId() + ": " + rejection);
    }
  }
}
