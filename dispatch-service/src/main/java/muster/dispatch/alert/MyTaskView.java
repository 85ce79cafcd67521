package muster.dispatch.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * A task as the called team sees it: with what the alert is about, without the other teams.
 *
 * @param etaSeconds the estimate of the member who is there first, from that member's answer on
 * @param answers the last one of each member who has answered, oldest first
 */
public record MyTaskView(
    UUID id,
    UUID alertId,
    String teamId,
    String teamName,
    TaskState state,
    @Nullable Integer rank,
    int wave,
    Instant answerBy,
    Instant offeredAt,
    Instant changedAt,
    PickReason reason,
    @Nullable Integer etaSeconds,
    List<MemberAnswer> answers,
    About alert) {

  public MyTaskView {
    answers = List.copyOf(answers);
  }

  /** What the alert is about. */
  public record About(
      UUID id,
      @Nullable Integer number,
      @Nullable Boolean exercise,
      Category category,
      AlertStatus status,
      String headline,
      String description,
      Severity severity,
      PlaceView location,
      String address,
      JurisdictionCode jurisdiction) {}

  public static MyTaskView of(TaskView task, AlertView alert) {
    return new MyTaskView(
        task.id(),
        task.alertId(),
        task.teamId(),
        task.teamName(),
        task.state(),
        task.rank(),
        task.wave(),
        task.answerBy(),
        task.offeredAt(),
        task.changedAt(),
        task.reason(),
        task.etaSeconds(),
        task.answers(),
        new About(
            alert.id(),
            alert.number(),
            alert.exercise(),
            alert.category(),
            alert.status(),
            alert.headline(),
            alert.description(),
            alert.severity(),
            alert.location(),
            alert.address(),
            alert.jurisdiction()));
  }
}
