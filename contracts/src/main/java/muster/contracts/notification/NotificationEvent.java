package muster.contracts.notification;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventName;
import org.jspecify.annotations.Nullable;

@JsonClassDescription("What is known of deliveries to people, in order per task.")
public sealed interface NotificationEvent extends Event {

  @EventName("deliveries.queued.v1")
  @JsonClassDescription(
      "An offer is to be told to these members of its team; of none is anything known yet.")
  record DeliveriesQueued(
      @JsonPropertyDescription("The task") UUID taskId,
      Instant at,
      @JsonPropertyDescription("Its alert") UUID alertId,
      @JsonPropertyDescription("The team the task was offered to, 1 to 64 of A-Z a-z 0-9 . _ -")
          String teamId,
      @JsonPropertyDescription("How the members are told") Channel channel,
      @JsonPropertyDescription(
              "Those on duty who have a device to tell, at least one, each 1 to 64 of A-Z a-z 0-9 ."
                  + " _ -")
          List<String> volunteerIds,
      @JsonPropertyDescription("The offer's own number of the call; absent for the first")
          @Nullable Integer call)
      implements NotificationEvent {
    public DeliveriesQueued {
      volunteerIds = List.copyOf(volunteerIds);
    }

    @Override
    public String key() {
      return taskId.toString();
    }
  }

  @EventName("delivery.receipt.v1")
  @JsonClassDescription("One step of one delivery of one task to one volunteer over one channel.")
  record DeliveryReceipt(
      @JsonPropertyDescription("The task") UUID taskId,
      Instant at,
      @JsonPropertyDescription("Its alert") UUID alertId,
      @JsonPropertyDescription("The team the task was offered to, 1 to 64 of A-Z a-z 0-9 . _ -")
          String teamId,
      @JsonPropertyDescription("The member it went to, 1 to 64 of A-Z a-z 0-9 . _ -")
          String volunteerId,
      @JsonPropertyDescription("How the member was told") Channel channel,
      @JsonPropertyDescription("How far it got") Status status,
      @JsonPropertyDescription("Why it failed; only for FAILED") @Nullable String detail,
      @JsonPropertyDescription("The offer's own number of the call; absent for the first")
          @Nullable Integer call)
      implements NotificationEvent {

    /** From 1. */
    public int callNumber() {
      return call == null ? 1 : call;
    }

    @Override
    public String key() {
      return taskId.toString();
    }
  }

  /** How a volunteer is reached. */
  enum Channel {
    @JsonPropertyDescription("The volunteer app's own event stream")
    STREAM
  }

  /** Sent is not delivered: only the device itself can confirm. */
  enum Status {
    @JsonPropertyDescription("Written to the channel")
    SENT,
    @JsonPropertyDescription("The device says that it holds the task")
    CONFIRMED,
    @JsonPropertyDescription("A person has looked at it")
    SEEN,
    @JsonPropertyDescription("The team acknowledged or declined")
    ANSWERED,
    @JsonPropertyDescription("The channel refused it")
    FAILED;

    /** True when a device of the volunteer has certainly had the task. */
    public boolean reached() {
      return this == CONFIRMED || this == SEEN || this == ANSWERED;
    }
  }
}
