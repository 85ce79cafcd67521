package muster.notification.receipts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.volunteer.TeamSnapshot;
import muster.notification.roster.Roster;
import muster.notification.stream.AlertBoard.TaskRef;
import org.jspecify.annotations.Nullable;

/** What is to be said of deliveries, and when. */
public final class Receipts {
  public static final String SOURCE = "/notification-service";

  private Receipts() {}

  /**
   * The receipts that follow from an event alone. Whoever is on duty is to be told of an offer: one
   * record for the whole team, since it says nothing of anybody in particular. Without an account
   * there is no device to tell, and that is a failure at once. A member who has no stream open
   * stays queued: the offer is delivered when the stream opens, and only the absence of a
   * confirmation says that it was not.
   */
  public static List<NotificationEvent> following(DispatchEvent event, Roster roster, Instant now) {
    return switch (event) {
      case DispatchEvent.TaskOffered e -> offered(e, roster.listOnDuty(e.teamId()), now);
      case DispatchEvent.MemberAnswered e -> answered(e, roster, now);
      // Histories from before there was that event. Else it repeats a receipt, or the account is
      // that of somebody who was told of an answer.
      case DispatchEvent.TaskAcknowledged e -> answered(e, e.by(), roster, now);
      case DispatchEvent.TaskPutOnStandby e -> answered(e, e.by(), roster, now);
      case DispatchEvent.TaskDeclined e -> answered(e, e.by(), roster, now);
      case DispatchEvent.TaskAnsweredLate e -> answered(e, roster, now);
      case TaskEvent e -> List.of();
      case DispatchEvent.AlertIssued e -> List.of();
      case DispatchEvent.AlertUpdated e -> List.of();
      case DispatchEvent.AlertChanged e -> List.of();
      case DispatchEvent.NoteAdded e -> List.of();
      case DispatchEvent.RadioLineRead e -> List.of();
      case DispatchEvent.LeadTaken e -> List.of();
      case DispatchEvent.LeadLeft e -> List.of();
      case DispatchEvent.OutcomeCorrected e -> List.of();
      case DispatchEvent.AlertMerged e -> List.of();
      case DispatchEvent.AlertTakenIn e -> List.of();
      case DispatchEvent.AlertReopened e -> List.of();
      case DispatchEvent.WaveOpened e -> List.of();
      case DispatchEvent.WaveOpenedV2 e -> List.of();
      case DispatchEvent.AlertCovered e -> List.of();
      case DispatchEvent.AlertUncovered e -> List.of();
      case DispatchEvent.AlertEscalated e -> List.of();
      case DispatchEvent.DeliveryDoubtful e -> List.of();
      case DispatchEvent.EscalationToldAgain e -> List.of();
      case DispatchEvent.EscalationAccepted e -> List.of();
      case DispatchEvent.MessageSent e -> List.of();
      case DispatchEvent.ClueReceived e -> List.of();
      case DispatchEvent.ResponseTargetMissed e -> List.of();
      case DispatchEvent.AlertResolved e -> List.of();
      case DispatchEvent.AlertCancelled e -> List.of();
      case DispatchEvent.AlertExpired e -> List.of();
    };
  }

  /** A step of the delivery to one account; empty when the account is not in the task's team. */
  public static Optional<DeliveryReceipt> step(
      TaskRef task, String account, Status status, Roster roster, Instant now) {
    return roster
        .findMember(task.teamId(), account)
        .map(
            member ->
                new DeliveryReceipt(
                    task.taskId(),
                    now,
                    task.alertId(),
                    task.teamId(),
                    member.volunteerId(),
                    Channel.STREAM,
                    status,
                    null,
                    numbered(task.call())));
  }

  /**
   * The same step has the same id, however often and by whichever instance it is written: a
   * consumer that knows the id knows the step. A team that is called again goes through the steps
   * of its delivery again, so the number of the call is part of the id. There is no order between
   * the steps of one delivery to rely on, so the version is always 0.
   */
  public static <E extends NotificationEvent> EventEnvelope<E> envelope(E event) {
    String step =
        switch (event) {
          case DeliveriesQueued e -> e.taskId() + "/" + e.channel() + "/QUEUED" + called(e.call());
          case DeliveryReceipt e ->
              e.taskId()
                  + "/"
                  + e.volunteerId()
                  + "/"
                  + e.channel()
                  + "/"
                  + e.status()
                  + called(e.call());
        };
    UUID id = UUID.nameUUIDFromBytes(step.getBytes(StandardCharsets.UTF_8));
    return new EventEnvelope<>(id, SOURCE, 0, null, event);
  }

  private static String called(@Nullable Integer call) {
    return call == null ? "" : "/" + call;
  }

  /** As an event has it. */
  private static @Nullable Integer numbered(int call) {
    return call == 1 ? null : call;
  }

  private static List<NotificationEvent> offered(
      DispatchEvent.TaskOffered offer, List<TeamSnapshot.Member> onDuty, Instant now) {
    List<NotificationEvent> receipts = new ArrayList<>();
    List<String> reachable = new ArrayList<>();
    for (TeamSnapshot.Member member : onDuty) {
      if (member.subject() != null) {
        reachable.add(member.volunteerId());
      } else {
        receipts.add(
            new DeliveryReceipt(
                offer.taskId(),
                now,
                offer.alertId(),
                offer.teamId(),
                member.volunteerId(),
                Channel.STREAM,
                Status.FAILED,
                "the volunteer has no account",
                offer.call()));
      }
    }
    if (!reachable.isEmpty()) {
      receipts.add(
          new DeliveriesQueued(
              offer.taskId(),
              now,
              offer.alertId(),
              offer.teamId(),
              Channel.STREAM,
              reachable,
              offer.call()));
    }
    return receipts;
  }

  /** An answer by phone says nothing of the device, nor does one that the captain gives for all. */
  private static List<NotificationEvent> answered(
      DispatchEvent.MemberAnswered answer, Roster roster, Instant now) {
    boolean bySomebodyElse =
        roster
            .findMember(answer.teamId(), answer.by())
            .filter(member -> !member.volunteerId().equals(answer.volunteerId()))
            .isPresent();
    return answer.said() == DispatchEvent.MemberAnswered.Said.APP && !bySomebodyElse
        ? List.of(answered(answer, answer.volunteerId(), now))
        : List.of();
  }

  private static List<NotificationEvent> answered(
      DispatchEvent.TaskAnsweredLate answer, Roster roster, Instant now) {
    DispatchEvent.MemberAnswered.Said said = answer.said();
    return said == null || said == DispatchEvent.MemberAnswered.Said.APP
        ? answered(answer, answer.by(), roster, now)
        : List.of();
  }

  private static List<NotificationEvent> answered(
      TaskEvent answer, String account, Roster roster, Instant now) {
    return roster
        .findMember(answer.teamId(), account)
        .map(member -> List.<NotificationEvent>of(answered(answer, member.volunteerId(), now)))
        .orElse(List.of());
  }

  private static DeliveryReceipt answered(TaskEvent answer, String volunteerId, Instant now) {
    return new DeliveryReceipt(
        answer.taskId(),
        now,
        answer.alertId(),
        answer.teamId(),
        volunteerId,
        Channel.STREAM,
        Status.ANSWERED,
        null,
        null);
  }
}
