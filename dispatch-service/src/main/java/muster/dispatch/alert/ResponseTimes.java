package muster.dispatch.alert;

import java.time.Instant;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MemberLeft;
import muster.contracts.dispatch.DispatchEvent.TaskAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskCompleted;
import muster.contracts.dispatch.DispatchEvent.TaskDeclined;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskPassedOn;
import muster.contracts.dispatch.DispatchEvent.TaskPromoted;
import muster.contracts.dispatch.DispatchEvent.TaskPutOnStandby;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.contracts.dispatch.DispatchEvent.TaskReachedAgain;
import muster.contracts.dispatch.DispatchEvent.TaskReckoned;
import muster.contracts.dispatch.DispatchEvent.TaskReleased;
import muster.contracts.dispatch.DispatchEvent.TaskReminded;
import muster.contracts.dispatch.DispatchEvent.TaskStaffedAgain;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDownV2;
import muster.contracts.dispatch.DispatchEvent.TaskTakenOver;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned;
import muster.contracts.dispatch.DispatchEvent.TaskUnreached;
import muster.contracts.dispatch.DispatchEvent.TaskUnstaffed;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawn;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import org.jspecify.annotations.Nullable;

/**
 * When the first team did what, since the alert was issued or reopened last; null: none has.
 *
 * @param reachedAt a device had the task, or a team answered
 * @param onSceneAt a team was there, or had done its part without saying so before
 * @param targetMissedAt the response target passed with nobody on scene
 */
public record ResponseTimes(
    @Nullable Instant reachedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant enRouteAt,
    @Nullable Instant onSceneAt,
    @Nullable Instant targetMissedAt) {
  static final ResponseTimes NONE = new ResponseTimes(null, null, null, null, null);

  /** The response clock stands, or has rung. */
  boolean settled() {
    return onSceneAt != null || targetMissedAt != null;
  }

  ResponseTimes missed(Instant at) {
    return new ResponseTimes(reachedAt, acknowledgedAt, enRouteAt, onSceneAt, at);
  }

  ResponseTimes after(TaskEvent event) {
    Instant at = event.at();
    return switch (event) {
      case TaskReached _,
          TaskReachedAgain _,
          MemberAnswered _,
          TaskPutOnStandby _,
          TaskDeclined _ ->
          new ResponseTimes(
              first(reachedAt, at), acknowledgedAt, enRouteAt, onSceneAt, targetMissedAt);
      case TaskAcknowledged _ ->
          new ResponseTimes(
              first(reachedAt, at),
              first(acknowledgedAt, at),
              enRouteAt,
              onSceneAt,
              targetMissedAt);
      case TaskTakenOver taken ->
          switch (taken.standing()) {
            case STANDBY -> of(first(reachedAt, at), acknowledgedAt, enRouteAt, onSceneAt);
            case ACKNOWLEDGED ->
                of(first(reachedAt, at), first(acknowledgedAt, at), enRouteAt, onSceneAt);
            case EN_ROUTE ->
                of(
                    first(reachedAt, at),
                    first(acknowledgedAt, at),
                    first(enRouteAt, at),
                    onSceneAt);
            case ON_SCENE ->
                of(
                    first(reachedAt, at),
                    first(acknowledgedAt, at),
                    enRouteAt,
                    first(onSceneAt, at));
          };
      case TaskEnRoute _ ->
          new ResponseTimes(
              reachedAt, acknowledgedAt, first(enRouteAt, at), onSceneAt, targetMissedAt);
      case TaskOnScene _, TaskCompleted _ ->
          new ResponseTimes(
              reachedAt, acknowledgedAt, enRouteAt, first(onSceneAt, at), targetMissedAt);
      case TaskOffered _,
          TaskReckoned _,
          TaskUnreached _,
          TaskPromoted _,
          TaskWithdrawn _,
          TaskWithdrawnV2 _,
          TaskUnstaffed _,
          TaskStaffedAgain _,
          MemberLeft _,
          TaskStoodDown _,
          TaskStoodDownV2 _,
          TaskPassedOn _,
          TaskReleased _,
          TaskReminded _,
          TaskHelpAsked _,
          TaskHelpAcknowledged _,
          TaskTelephoned _,
          TaskAnsweredLate _ ->
          this;
    };
  }

  private ResponseTimes of(
      @Nullable Instant reached,
      @Nullable Instant acknowledged,
      @Nullable Instant enRoute,
      @Nullable Instant onScene) {
    return new ResponseTimes(reached, acknowledged, enRoute, onScene, targetMissedAt);
  }

  private static Instant first(@Nullable Instant known, Instant at) {
    return known == null ? at : known;
  }
}
