package muster.contracts.notification;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventName;
import org.jspecify.annotations.Nullable;

/** What is known of deliveries to people, in order per task on {@code notification.receipts}. */
public sealed interface NotificationEvent extends Event {

  @EventName("delivery.receipt.v1")
  @JsonClassDescription("One step of one delivery of one task to one volunteer over one channel.")
  record DeliveryReceipt(
      UUID taskId,
      Instant at,
      UUID alertId,
      String teamId,
      String volunteerId,
      Channel channel,
      Status status,
      @JsonPropertyDescription("Why it failed; only for FAILED") @Nullable String detail)
      implements NotificationEvent {
    @Override
    public String key() {
      return taskId.toString();
    }
  }

  /** How a volunteer is reached. */
  enum Channel {
    /** The volunteer app's own event stream. */
    STREAM
  }

  /** Sent is not delivered: only the device itself can confirm. */
  enum Status {
    /** The volunteer is to be told; nothing is known yet. */
    QUEUED,
    /** Written to the channel. */
    SENT,
    /** The device says that it holds the task. */
    CONFIRMED,
    /** A person has looked at it. */
    SEEN,
    /** The team acknowledged or declined. */
    ANSWERED,
    FAILED;

    /** True when a device of the volunteer has certainly had the task. */
    public boolean reached() {
      return this == CONFIRMED || this == SEEN || this == ANSWERED;
    }
  }
}
