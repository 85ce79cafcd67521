package muster.notification.receipts.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.notification.http.PageParameters;
import muster.notification.receipts.DeliveryOverview;
import muster.notification.receipts.KnownDeliveries.Delivery;
import muster.notification.receipts.KnownDeliveries.Steps;
import muster.notification.stream.AlertBoard.ShownAlert;
import muster.notification.stream.AlertBoard.ShownAnswer;
import muster.notification.stream.AlertBoard.ShownTask;
import org.jspecify.annotations.Nullable;

/** Who of the teams of an alert has been told, and how far that got. */
@Schema(description = "Who of an alert's teams was told of it, and how far that got")
record AlertDeliveriesView(
    UUID alertId,
    @Schema(description = "What the alert is called on the radio") @Nullable Integer number,
    @Schema(description = "True of an exercise, else absent") @Nullable Boolean exercise,
    @Schema(description = "In the order in which the teams were called first")
        List<TaskDeliveries> tasks,
    @Schema(description = "Asks for the next page, as the parameter cursor; absent on the last one")
        @Nullable String nextCursor) {

  /** Of one team. */
  @Schema(description = "Who of one team was told")
  record TaskDeliveries(
      UUID taskId,
      String teamId,
      @Schema(description = "Absent when the call is older than what this service has read")
          @Nullable String teamName,
      @Schema(description = "How many times the team has been called by now, from 1") int call,
      @Schema(description = "When it was called last, or came over from a merged alert")
          @Nullable Instant offeredAt,
      @Schema(description = "Those whom something was sent to, or who have answered")
          List<MemberDeliveries> members) {}

  /** Of one member. */
  @Schema(description = "What one member was sent, and said")
  record MemberDeliveries(
      String volunteerId,
      @Schema(
              implementation = String.class,
              description = "The last answer to the last call",
              allowableValues = {"COMES", "CANNOT", "WITHDRAWS"})
          MemberAnswered.@Nullable Answer answer,
      @Schema(
              implementation = String.class,
              description = "How it was said: an answer by phone has no delivery",
              allowableValues = {"APP", "PHONE", "RADIO"})
          MemberAnswered.@Nullable Said said,
      @Nullable Instant answeredAt,
      @Schema(description = "One for each channel and call") List<MemberDelivery> deliveries) {}

  /** One delivery; a step that is absent has not been taken. */
  @Schema(description = "One delivery; a time that is absent is of a step not taken")
  record MemberDelivery(
      @Schema(implementation = String.class, allowableValues = "STREAM") Channel channel,
      @Schema(description = "With the how-many-eth call of the team, from 1") int call,
      @Schema(description = "By when the member was to be told, who was on duty")
          @Nullable Instant queuedAt,
      @Schema(description = "Written to the channel; that is not delivered")
          @Nullable Instant sentAt,
      @Schema(description = "The device says that it holds the task") @Nullable Instant confirmedAt,
      @Schema(description = "A person has looked at it") @Nullable Instant seenAt,
      @Schema(description = "The member has answered over it") @Nullable Instant answeredAt,
      @Schema(description = "It could not be sent") @Nullable Instant failedAt,
      @Schema(description = "Why not") @Nullable String failure) {}

  static AlertDeliveriesView of(ShownAlert alert, PageParameters asked, DeliveryOverview overview) {
    List<ShownTask> all = alert.tasks();
    List<ShownTask> rest = all.subList(Math.min(asked.after(), all.size()), all.size());
    int end = asked.after() + asked.limit();
    Page<ShownTask> page = Page.of(rest, asked.limit(), last -> Cursor.of(end));
    return new AlertDeliveriesView(
        alert.alertId(),
        alert.summary().number(),
        alert.summary().exercise() ? true : null,
        page.items().stream().map(task -> of(task, overview)).toList(),
        page.nextCursor());
  }

  private static TaskDeliveries of(ShownTask task, DeliveryOverview overview) {
    Map<String, List<MemberDelivery>> deliveries = new LinkedHashMap<>();
    overview
        .stepsOf(task.task().taskId())
        .forEach(
            (delivery, steps) ->
                deliveries
                    .computeIfAbsent(delivery.volunteerId(), id -> new ArrayList<>(1))
                    .add(of(delivery, steps)));
    Map<String, ShownAnswer> answers = new LinkedHashMap<>();
    for (ShownAnswer answer : task.answers()) {
      answers.put(answer.volunteerId(), answer);
      deliveries.computeIfAbsent(answer.volunteerId(), id -> new ArrayList<>(0));
    }
    List<MemberDeliveries> members = new ArrayList<>(deliveries.size());
    deliveries.forEach(
        (volunteerId, some) -> members.add(of(volunteerId, answers.get(volunteerId), some)));
    return new TaskDeliveries(
        task.task().taskId(),
        task.task().teamId(),
        task.teamName(),
        task.task().call(),
        task.calledAt(),
        List.copyOf(members));
  }

  private static MemberDeliveries of(
      String volunteerId, @Nullable ShownAnswer answer, List<MemberDelivery> deliveries) {
    return new MemberDeliveries(
        volunteerId,
        answer == null ? null : answer.answer(),
        answer == null ? null : answer.said(),
        answer == null ? null : answer.at(),
        List.copyOf(deliveries));
  }

  private static MemberDelivery of(Delivery delivery, Steps steps) {
    return new MemberDelivery(
        delivery.channel(),
        delivery.call(),
        steps.queuedAt(),
        steps.sentAt(),
        steps.confirmedAt(),
        steps.seenAt(),
        steps.answeredAt(),
        steps.failedAt(),
        steps.failure());
  }
}
