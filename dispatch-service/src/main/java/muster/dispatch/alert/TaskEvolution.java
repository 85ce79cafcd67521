package muster.dispatch.alert;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
import muster.dispatch.alert.AlertState.Running;
import org.jspecify.annotations.Nullable;

/** The part of {@link AlertEvolution} that is about one team's task. */
final class TaskEvolution {
  /** What a team can decline from. */
  private static final Set<TaskState> ANSWERABLE =
      Set.of(TaskState.OFFERED, TaskState.STOOD_DOWN, TaskState.UNREACHED);

  /**
   * What it can acknowledge from, as people change their minds; and be called again from by hand.
   */
  private static final Set<TaskState> ACKNOWLEDGEABLE =
      Set.of(
          TaskState.OFFERED,
          TaskState.UNREACHED,
          TaskState.STOOD_DOWN,
          TaskState.DECLINED,
          TaskState.WITHDRAWN);

  /** What a dispatcher can stand a team down from. */
  static final Set<TaskState> DISMISSIBLE =
      Set.of(
          TaskState.OFFERED,
          TaskState.UNREACHED,
          TaskState.STOOD_DOWN,
          TaskState.ACKNOWLEDGED,
          TaskState.STANDBY,
          TaskState.EN_ROUTE,
          TaskState.ON_SCENE);

  /** What a team can be withdrawn from unasked. */
  private static final Set<TaskState> OPEN =
      Set.of(
          TaskState.OFFERED,
          TaskState.UNREACHED,
          TaskState.ACKNOWLEDGED,
          TaskState.STANDBY,
          TaskState.EN_ROUTE,
          TaskState.ON_SCENE);

  private static final Set<TaskState> COMING =
      Set.of(TaskState.ACKNOWLEDGED, TaskState.EN_ROUTE, TaskState.ON_SCENE);

  private static final Set<TaskState> ANY = Set.of(TaskState.values());

  /** What a team goes on from in another alert. */
  static final Set<TaskState> GOES_ON =
      Set.of(TaskState.ACKNOWLEDGED, TaskState.STANDBY, TaskState.EN_ROUTE, TaskState.ON_SCENE);

  private static final Set<TaskState> ENGAGED =
      Arrays.stream(TaskState.values()).filter(TaskState::engaged).collect(Collectors.toSet());

  private TaskEvolution() {}

  static Running evolve(Running alert, TaskEvent event) {
    return switch (event) {
      case TaskOffered offered -> offer(alert, offered);
      case TaskReached reached -> {
        Task task = task(alert, reached, Set.of(TaskState.OFFERED, TaskState.UNREACHED));
        AlertEvolution.require(!task.reached(), reached, "reached already");
        yield change(alert, task.withReached());
      }
      case TaskReckoned reckoned ->
          change(alert, task(alert, reckoned, PlaceRules.RECKONED).withReason(reckoned.reason()));
      case TaskReachedAgain reached -> {
        Task task = task(alert, reached, Set.of(TaskState.UNREACHED));
        yield change(alert, task.reachedAgain(reached.at(), reached.answerBy()));
      }
      case TaskUnreached unreached -> {
        Task task = task(alert, unreached, Set.of(TaskState.OFFERED));
        AlertEvolution.require(!task.reached(), unreached, "it was reached");
        yield change(alert, task.to(TaskState.UNREACHED, unreached.at()));
      }
      case MemberAnswered answered -> answer(alert, answered);
      case MemberLeft left -> leave(alert, left);
      case TaskAcknowledged acknowledged -> {
        Task task = task(alert, acknowledged, ACKNOWLEDGEABLE);
        AlertEvolution.require(
            alert.missing() > 0 || task.assignedBy() != null,
            acknowledged,
            "enough teams come already");
        yield change(
            alert,
            come(task, acknowledged.by(), acknowledged.etaSeconds(), acknowledged.at())
                .answered(TaskState.ACKNOWLEDGED, acknowledged.at()));
      }
      case TaskPutOnStandby standby -> {
        Task task = task(alert, standby, ACKNOWLEDGEABLE);
        AlertEvolution.require(alert.missing() == 0, standby, "it is needed at once");
        AlertEvolution.require(
            standby.rank() == alert.standby() + 1, standby, "it is last in line");
        yield change(
            alert,
            come(task, standby.by(), standby.etaSeconds(), standby.at())
                .answered(TaskState.STANDBY, standby.at())
                .withRank(standby.rank()));
      }
      case TaskPromoted promoted -> {
        Task task = task(alert, promoted, Set.of(TaskState.STANDBY));
        Task kept = task.to(TaskState.ACKNOWLEDGED, promoted.at());
        String by = promoted.assignedBy();
        if (by != null) {
          yield leaveLine(alert, task, kept.assignedBy(by));
        }
        AlertEvolution.require(
            Integer.valueOf(1).equals(task.rank()), promoted, "not the first in line");
        AlertEvolution.require(alert.missing() > 0, promoted, "no place is free");
        yield leaveLine(alert, task, kept);
      }
      case TaskDeclined declined -> {
        Task task = task(alert, declined, ANSWERABLE);
        yield change(alert, task.answered(TaskState.DECLINED, declined.at()));
      }
      case TaskWithdrawn withdrawn -> {
        Task task =
            task(
                alert,
                withdrawn,
                Set.of(
                    TaskState.ACKNOWLEDGED,
                    TaskState.STANDBY,
                    TaskState.EN_ROUTE,
                    TaskState.ON_SCENE));
        boolean othersLeft = Boolean.TRUE.equals(withdrawn.othersLeft());
        yield leaveLine(alert, task, task.withdrawn(othersLeft, withdrawn.at()));
      }
      case TaskWithdrawnV2 withdrawn -> {
        Task task = task(alert, withdrawn, OPEN);
        yield leaveLine(alert, task, task.withdrawn(withdrawn.cause(), withdrawn.at()));
      }
      case TaskUnstaffed unstaffed -> {
        Task task = task(alert, unstaffed, COMING);
        AlertEvolution.require(task.unstaffedAt() == null, unstaffed, "told already");
        yield change(alert, task.unstaffed(unstaffed.at()));
      }
      case TaskStaffedAgain staffed -> {
        Task task = task(alert, staffed, COMING);
        AlertEvolution.require(task.unstaffedAt() != null, staffed, "somebody was there");
        yield change(alert, task.unstaffed(null));
      }
      case TaskReminded reminded ->
          change(
              alert, task(alert, reminded, Set.of(TaskState.ACKNOWLEDGED)).reminded(reminded.at()));
      case TaskEnRoute enRoute -> {
        Task task = task(alert, enRoute, Set.of(TaskState.ACKNOWLEDGED));
        yield change(alert, task.to(TaskState.EN_ROUTE, enRoute.at()));
      }
      case TaskOnScene onScene -> {
        Task task = task(alert, onScene, Set.of(TaskState.ACKNOWLEDGED, TaskState.EN_ROUTE));
        yield change(alert, task.to(TaskState.ON_SCENE, onScene.at()));
      }
      case TaskHelpAsked asked -> {
        Task task =
            task(
                alert,
                asked,
                Set.of(
                    TaskState.ACKNOWLEDGED,
                    TaskState.EN_ROUTE,
                    TaskState.ON_SCENE,
                    TaskState.COMPLETED));
        yield change(alert, task.with(new Help(asked.kind(), asked.text(), asked.at())));
      }
      case TaskHelpAcknowledged acknowledged ->
          change(alert, task(alert, acknowledged, ANY).withoutHelpUntil(acknowledged.askedUntil()));
      case TaskTelephoned call ->
          change(alert, task(alert, call, ANY).telephoned(TelephoneCall.of(call)));
      case TaskCompleted completed -> {
        Task task =
            task(
                alert,
                completed,
                Set.of(TaskState.ACKNOWLEDGED, TaskState.EN_ROUTE, TaskState.ON_SCENE));
        yield change(alert, task.to(TaskState.COMPLETED, completed.at()));
      }
      case TaskStoodDown stoodDown -> {
        Task task = task(alert, stoodDown, ENGAGED);
        yield leaveLine(alert, task, task.to(TaskState.STOOD_DOWN, stoodDown.at()));
      }
      case TaskStoodDownV2 stoodDown -> {
        Task task = task(alert, stoodDown, DISMISSIBLE);
        yield leaveLine(
            alert,
            task,
            stoodDown.cause() == TaskStoodDownV2.Cause.BY_HAND
                ? task.dismissed(stoodDown.at())
                : task.to(TaskState.STOOD_DOWN, stoodDown.at()));
      }
      case TaskPassedOn passed -> {
        Task task = task(alert, passed, GOES_ON);
        yield leaveLine(alert, task, task.passedOn(passed.intoTaskId(), passed.at()));
      }
      case TaskTakenOver taken -> takeOver(alert, taken);
      case TaskReleased released -> {
        Task task = task(alert, released, Set.of(TaskState.ON_SCENE));
        yield change(alert, task.to(TaskState.RELEASED, released.at()));
      }
      case TaskAnsweredLate late -> throw AlertEvolution.impossible(late, "the alert is not over");
    };
  }

  /** Null if the team was not called before. */
  private static @Nullable Task taskBefore(Running alert, TaskEvent event) {
    Task before = alert.tasks().get(event.taskId());
    Task ofTeam = alert.findTaskOfTeam(event.teamId()).orElse(null);
    AlertEvolution.require(
        Objects.equals(ofTeam, before), event, "a team has one task, and a task one team");
    return before;
  }

  /** The team may have been called here, too; what it said to the other alert counts. */
  private static Running takeOver(Running alert, TaskTakenOver taken) {
    Task before = taskBefore(alert, taken);
    AlertEvolution.require(
        before == null || !(before.state().covers() && before.state().engaged()),
        taken,
        "it comes already");
    boolean inLine = taken.standing() == TaskTakenOver.Standing.STANDBY;
    AlertEvolution.require(
        Objects.equals(taken.rank(), inLine ? alert.standby() + 1 : null),
        taken,
        "it is last in line");
    Task after =
        new Task(
            taken.taskId(),
            taken.teamId(),
            taken.teamName(),
            taken.teamJurisdiction(),
            TaskState.valueOf(taken.standing().name()),
            taken.rank(),
            alert.wave(),
            true,
            taken.at(),
            taken.at(),
            taken.reason(),
            null,
            taken.assignedBy(),
            false,
            before == null ? 1 : before.call(),
            taken.etaSeconds(),
            taken.members().stream().map(MemberAnswer::of).toList(),
            before == null ? Map.of() : before.withdrawals(),
            taken.at(),
            null,
            false,
            null,
            null,
            List.of(),
            null,
            LateAnswers.NONE,
            null,
            before == null ? null : before.telephoned());
    return before == null
        ? change(alert, after)
        : leaveLine(alert, before, after.withHelpOf(before));
  }

  private static Running offer(Running alert, TaskOffered offered) {
    AlertEvolution.require(offered.wave() == alert.wave(), offered, "of another wave");
    Task before = taskBefore(alert, offered);
    AlertEvolution.require(
        before == null || mayBeCalledAgain(offered, before), offered, "it is called already");
    Task called =
        new Task(
            offered.taskId(),
            offered.teamId(),
            offered.teamName(),
            offered.teamJurisdiction(),
            offered.wave(),
            offered.at(),
            offered.answerBy(),
            offered.reason(),
            offered.replaces(),
            offered.assignedBy(),
            offered.callNumber(),
            notAskedAgain(offered, before),
            before == null || offered.assignedBy() != null ? Map.of() : before.withdrawals());
    return change(
        alert, before == null ? called : called.withHelpOf(before).telephoned(before.telephoned()));
  }

  /** Called again by its wave, who cannot need not say so again; by hand, all are asked anew. */
  private static List<MemberAnswer> notAskedAgain(TaskOffered offered, @Nullable Task before) {
    return before == null || offered.assignedBy() != null
        ? List.of()
        : before.withoutComers().answers();
  }

  private static boolean mayBeCalledAgain(TaskOffered offered, Task before) {
    return offered.assignedBy() == null
        ? before.state() == TaskState.STOOD_DOWN || before.callable()
        : ACKNOWLEDGEABLE.contains(before.state());
  }

  private static Running answer(Running alert, MemberAnswered answered) {
    Task task = task(alert, answered, ANY);
    MemberAnswer answer = MemberAnswer.of(answered);
    Respondent who = new Respondent(answer.volunteerId(), answer.by(), answer.said());
    switch (answered.answer()) {
      case COMES ->
          AlertEvolution.require(
              !alert.comesWithOtherTeam(task, who), answered, "the member comes with another team");
      case CANNOT -> {}
      case WITHDRAWS ->
          AlertEvolution.require(
              task.findAnswer(who).filter(MemberAnswer::comes).isPresent(),
              answered,
              "the member did not come");
    }
    Task goesOn = task.state().comes() ? task : task.withoutComers();
    return change(alert, goesOn.withAnswer(answer));
  }

  private static Running leave(Running alert, MemberLeft left) {
    Task task = task(alert, left, ANY);
    AlertEvolution.require(
        task.comers().anyMatch(comer -> comer.volunteerId().equals(left.volunteerId())),
        left,
        "the member did not come");
    return change(alert, task.withoutAnswerOf(left.volunteerId()));
  }

  /** Before members had answers of their own, the team's first answer was that of one member. */
  private static Task come(Task task, String by, @Nullable Integer etaSeconds, Instant at) {
    return task.comers().findAny().isPresent()
        ? task
        : task.withAnswer(MemberAnswer.ofTeam(by, etaSeconds, at));
  }

  private static Task task(Running alert, TaskEvent event, Set<TaskState> from) {
    Task task = alert.tasks().get(event.taskId());
    if (task == null) {
      throw AlertEvolution.impossible(event, "no such task");
    }
    AlertEvolution.require(task.teamId().equals(event.teamId()), event, "of another team");
    AlertEvolution.require(from.contains(task.state()), event, "the task is " + task.state());
    return task;
  }

  private static Running change(Running alert, Task task) {
    return new RunningSteps(alert).task(task).done();
  }

  /** Everybody behind a standby team that leaves the line moves up by one. */
  private static Running leaveLine(Running alert, Task before, Task after) {
    RunningSteps steps = new RunningSteps(alert).task(after);
    Integer left = before.rank();
    if (left != null) {
      steps.eachTask(
          task -> {
            Integer rank = task.rank();
            return rank != null && rank > left ? task.withRank(rank - 1) : task;
          });
    }
    return steps.done();
  }
}
