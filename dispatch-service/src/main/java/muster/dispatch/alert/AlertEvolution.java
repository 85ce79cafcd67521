package muster.dispatch.alert;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import muster.contracts.dispatch.DispatchEvent.AlertCovered;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.AlertExpired;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.AlertResolved;
import muster.contracts.dispatch.DispatchEvent.AlertUncovered;
import muster.contracts.dispatch.DispatchEvent.AlertUpdated;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.DeliveryDoubtful;
import muster.contracts.dispatch.DispatchEvent.TaskAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskCompleted;
import muster.contracts.dispatch.DispatchEvent.TaskDeclined;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskPromoted;
import muster.contracts.dispatch.DispatchEvent.TaskPutOnStandby;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.contracts.dispatch.DispatchEvent.TaskReachedAgain;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import muster.contracts.dispatch.DispatchEvent.TaskUnreached;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawn;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.DispatchEvent.WaveOpenedV2;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertState.Ended;
import muster.dispatch.alert.AlertState.NotIssued;
import muster.dispatch.alert.AlertState.Running;
import org.jspecify.annotations.Nullable;

/**
 * One event, one step. It decides nothing, but it refuses what cannot have happened: a history that
 * breaks a rule here was written by a bug, and going on with it would hide that.
 */
final class AlertEvolution {
  /** What a team can acknowledge or decline from. */
  static final Set<TaskState> ANSWERABLE =
      Set.of(TaskState.OFFERED, TaskState.STOOD_DOWN, TaskState.UNREACHED);

  private static final Set<TaskState> ENGAGED =
      Arrays.stream(TaskState.values()).filter(TaskState::engaged).collect(Collectors.toSet());

  private AlertEvolution() {}

  static AlertState evolve(AlertState state, DispatchEvent event) {
    return switch (state) {
      case NotIssued notIssued -> {
        if (event instanceof AlertIssued issued) {
          yield new Running(
              issued,
              issued.details(),
              0,
              null,
              List.of(),
              new LinkedHashMap<>(),
              Set.of(),
              null,
              null,
              null,
              0,
              false,
              1);
        }
        throw impossible(event, "the alert was never issued");
      }
      case Running running -> {
        require(running.issued().alertId().equals(event.alertId()), event, "of another alert");
        yield evolve(running, event);
      }
      case Ended ended -> throw impossible(event, "the alert is over");
    };
  }

  private static AlertState evolve(Running alert, DispatchEvent event) {
    return switch (event) {
      case AlertIssued issued -> throw impossible(issued, "issued already");
      case AlertUpdated updated -> new Steps(alert).details(updated.details()).done();
      case WaveOpened opened ->
          open(alert, opened, opened.wave())
              .wave(opened.wave(), opened.answerBy(), opened.shortfalls())
              .done();
      case WaveOpenedV2 opened ->
          open(alert, opened, opened.wave())
              .wave(opened.wave(), opened.answerBy(), opened.shortfalls())
              .lookedAgain(opened.trigger() == WaveOpenedV2.Trigger.LOOKED_AGAIN)
              .done();
      case TaskEvent task -> evolve(alert, task);
      case AlertCovered covered -> {
        require(!alert.covered() && alert.missing() == 0, covered, "not the moment of covering");
        yield new Steps(alert).coveredAt(covered.at()).done();
      }
      case AlertUncovered uncovered -> {
        require(alert.covered() && alert.missing() > 0, uncovered, "no team is missing");
        yield new Steps(alert).coveredAt(null).done();
      }
      case AlertEscalated escalated -> {
        require(alert.escalatedTo() == null && !alert.covered(), escalated, "no need to");
        yield new Steps(alert).escalated(escalated).done();
      }
      case DeliveryDoubtful doubtful -> {
        require(!alert.deliveryDoubtful(), doubtful, "told already");
        yield new Steps(alert).deliveryDoubtful().done();
      }
      case ClueReceived clue -> {
        require(!alert.clues().contains(clue.reportId()), clue, "known already");
        yield new Steps(alert).clue(clue.reportId()).done();
      }
      case AlertResolved resolved ->
          end(
              alert,
              resolved,
              new Ending.Resolved(
                  resolved.at(), resolved.by(), resolved.outcome(), resolved.note()));
      case AlertCancelled cancelled ->
          end(
              alert,
              cancelled,
              new Ending.Cancelled(cancelled.at(), cancelled.by(), cancelled.reason()));
      case AlertExpired expired -> end(alert, expired, new Ending.Expired(expired.at()));
    };
  }

  private static Steps open(Running alert, DispatchEvent opened, int wave) {
    require(wave == alert.wave() + 1, opened, "waves are numbered without gaps");
    return new Steps(alert);
  }

  private static Ended end(Running alert, DispatchEvent event, Ending ending) {
    require(
        alert.count(task -> task.state().engaged()) == 0, event, "teams are still engaged in it");
    return new Ended(alert, ending, alert.version() + 1);
  }

  private static Running evolve(Running alert, TaskEvent event) {
    return switch (event) {
      case TaskOffered offered -> offer(alert, offered);
      case TaskReached reached -> {
        Task task = task(alert, reached, Set.of(TaskState.OFFERED, TaskState.UNREACHED));
        require(!task.reached(), reached, "reached already");
        yield change(alert, task.withReached());
      }
      case TaskReachedAgain reached -> {
        Task task = task(alert, reached, Set.of(TaskState.UNREACHED));
        yield change(alert, task.to(TaskState.OFFERED, reached.at()).withReached());
      }
      case TaskUnreached unreached -> {
        Task task = task(alert, unreached, Set.of(TaskState.OFFERED));
        require(!task.reached(), unreached, "it was reached");
        yield change(alert, task.to(TaskState.UNREACHED, unreached.at()));
      }
      case TaskAcknowledged acknowledged -> {
        Task task = task(alert, acknowledged, ANSWERABLE);
        require(alert.missing() > 0, acknowledged, "enough teams come already");
        yield change(
            alert,
            task.answered(TaskState.ACKNOWLEDGED, acknowledged.at())
                .withEta(acknowledged.etaSeconds()));
      }
      case TaskPutOnStandby standby -> {
        Task task = task(alert, standby, ANSWERABLE);
        require(alert.missing() == 0, standby, "it is needed at once");
        require(standby.rank() == alert.standby() + 1, standby, "it is last in line");
        yield change(
            alert,
            task.answered(TaskState.STANDBY, standby.at())
                .withRank(standby.rank())
                .withEta(standby.etaSeconds()));
      }
      case TaskPromoted promoted -> {
        Task task = task(alert, promoted, Set.of(TaskState.STANDBY));
        require(Integer.valueOf(1).equals(task.rank()), promoted, "not the first in line");
        require(alert.missing() > 0, promoted, "no place is free");
        yield leaveLine(alert, task, task.to(TaskState.ACKNOWLEDGED, promoted.at()));
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
        yield leaveLine(alert, task, task.to(TaskState.WITHDRAWN, withdrawn.at()));
      }
      case TaskEnRoute enRoute -> {
        Task task = task(alert, enRoute, Set.of(TaskState.ACKNOWLEDGED));
        yield change(alert, task.to(TaskState.EN_ROUTE, enRoute.at()));
      }
      case TaskOnScene onScene -> {
        Task task = task(alert, onScene, Set.of(TaskState.ACKNOWLEDGED, TaskState.EN_ROUTE));
        yield change(alert, task.to(TaskState.ON_SCENE, onScene.at()));
      }
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
    };
  }

  private static Running offer(Running alert, TaskOffered offered) {
    require(offered.wave() == alert.wave(), offered, "of another wave");
    Task before = alert.tasks().get(offered.taskId());
    Task ofTeam = alert.findTaskOfTeam(offered.teamId()).orElse(null);
    require(Objects.equals(ofTeam, before), offered, "a team has one task, and a task one team");
    require(
        before == null || before.state() == TaskState.STOOD_DOWN, offered, "it is called already");
    return change(
        alert,
        new Task(
            offered.taskId(),
            offered.teamId(),
            offered.teamName(),
            TaskState.OFFERED,
            null,
            offered.wave(),
            false,
            offered.at(),
            offered.answerBy(),
            offered.reason(),
            offered.replaces(),
            null,
            offered.callNumber(),
            offered.at()));
  }

  private static Task task(Running alert, TaskEvent event, Set<TaskState> from) {
    Task task = alert.tasks().get(event.taskId());
    if (task == null) {
      throw impossible(event, "no such task");
    }
    require(task.teamId().equals(event.teamId()), event, "of another team");
    require(from.contains(task.state()), event, "the task is " + task.state());
    return task;
  }

  private static Running change(Running alert, Task task) {
    return new Steps(alert).task(task).done();
  }

  /** Everybody behind a standby team that leaves the line moves up by one. */
  private static Running leaveLine(Running alert, Task before, Task after) {
    Steps steps = new Steps(alert).task(after);
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

  private static void require(boolean possible, DispatchEvent event, String why) {
    if (!possible) {
      throw impossible(event, why);
    }
  }

  private static IllegalStateException impossible(DispatchEvent event, String why) {
    return new IllegalStateException("impossible event: " + why + ": " + event);
  }

  /** The running alert with some parts changed; one event, so one version further. */
  private static final class Steps {
    private final Running before;
    private AlertDetails details;
    private int wave;
    private @Nullable Instant answerBy;
    private List<Shortfall> shortfalls;
    private final LinkedHashMap<UUID, Task> tasks;
    private Set<UUID> clues;
    private @Nullable Instant coveredAt;
    private @Nullable JurisdictionCode escalatedTo;
    private @Nullable Instant escalatedAt;
    private int lookedAgain;
    private boolean deliveryDoubtful;

    Steps(Running before) {
      this.before = before;
      details = before.details();
      wave = before.wave();
      answerBy = before.answerBy();
      shortfalls = before.shortfalls();
      tasks = new LinkedHashMap<>(before.tasks());
      clues = before.clues();
      coveredAt = before.coveredAt();
      escalatedTo = before.escalatedTo();
      escalatedAt = before.escalatedAt();
      lookedAgain = before.lookedAgain();
      deliveryDoubtful = before.deliveryDoubtful();
    }

    Steps details(AlertDetails newDetails) {
      details = newDetails;
      return this;
    }

    Steps wave(int number, Instant itsAnswerBy, List<Shortfall> itsShortfalls) {
      wave = number;
      answerBy = itsAnswerBy;
      shortfalls = itsShortfalls;
      return this;
    }

    Steps lookedAgain(boolean again) {
      lookedAgain += again ? 1 : 0;
      return this;
    }

    Steps task(Task task) {
      tasks.put(task.id(), task);
      return this;
    }

    Steps eachTask(UnaryOperator<Task> change) {
      tasks.replaceAll((id, task) -> change.apply(task));
      return this;
    }

    Steps clue(UUID reportId) {
      clues = new HashSet<>(clues);
      clues.add(reportId);
      return this;
    }

    Steps coveredAt(@Nullable Instant at) {
      coveredAt = at;
      return this;
    }

    Steps escalated(AlertEscalated escalated) {
      escalatedTo = escalated.to();
      escalatedAt = escalated.at();
      return this;
    }

    Steps deliveryDoubtful() {
      deliveryDoubtful = true;
      return this;
    }

    Running done() {
      return new Running(
          before.issued(),
          details,
          wave,
          answerBy,
          shortfalls,
          tasks,
          clues,
          coveredAt,
          escalatedTo,
          escalatedAt,
          lookedAgain,
          deliveryDoubtful,
          before.version() + 1);
    }
  }
}
