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
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCancelled;
import muster.contracts.dispatch.DispatchEvent.AlertChanged;
import muster.contracts.dispatch.DispatchEvent.AlertCovered;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.AlertExpired;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.AlertReopened;
import muster.contracts.dispatch.DispatchEvent.AlertResolved;
import muster.contracts.dispatch.DispatchEvent.AlertUncovered;
import muster.contracts.dispatch.DispatchEvent.AlertUpdated;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.NoteAdded;
import muster.contracts.dispatch.DispatchEvent.OutcomeCorrected;
import muster.contracts.dispatch.DispatchEvent.ResponseTargetMissed;
import muster.contracts.dispatch.DispatchEvent.TaskAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskCompleted;
import muster.contracts.dispatch.DispatchEvent.TaskDeclined;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskPromoted;
import muster.contracts.dispatch.DispatchEvent.TaskPutOnStandby;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.contracts.dispatch.DispatchEvent.TaskReleased;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDownV2;
import muster.contracts.dispatch.DispatchEvent.TaskUnreached;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawn;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertState.Ended;
import muster.dispatch.alert.AlertState.NotIssued;
import muster.dispatch.alert.AlertState.Note;
import muster.dispatch.alert.AlertState.Opening;
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

  /** What a dispatcher can call a team again from. */
  static final Set<TaskState> CALLABLE_BY_HAND =
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

  private static final Set<TaskState> ENGAGED =
      Arrays.stream(TaskState.values()).filter(TaskState::engaged).collect(Collectors.toSet());

  private AlertEvolution() {}

  static AlertState evolve(AlertState state, DispatchEvent event) {
    return switch (state) {
      case NotIssued notIssued -> {
        if (event instanceof AlertIssued issued) {
          yield new Running(
              issued,
              new Opening(1, issued.at(), 0),
              issued.details(),
              1,
              0,
              null,
              List.of(),
              new LinkedHashMap<>(),
              Set.of(),
              null,
              null,
              null,
              ResponseTimes.NONE,
              1);
        }
        throw impossible(event, "the alert was never issued");
      }
      case Running running -> {
        require(running.issued().alertId().equals(event.alertId()), event, "of another alert");
        yield evolve(running, event);
      }
      case Ended ended -> AfterTheEnd.evolve(ended, event);
    };
  }

  private static AlertState evolve(Running alert, DispatchEvent event) {
    return switch (event) {
      case AlertIssued issued -> throw impossible(issued, "issued already");
      case AlertUpdated updated -> new Steps(alert).details(updated.details()).done();
      case AlertChanged changed ->
          new Steps(alert).terms(changed.category(), changed.terms()).done();
      case NoteAdded note -> new Steps(alert).note(new Note(note.by(), note.text())).done();
      case WaveOpened opened -> open(alert, opened);
      case TaskEvent task -> evolve(alert, task).withTimes(alert.times().after(task));
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
        yield new Steps(alert).escalatedTo(escalated.to()).done();
      }
      case ResponseTargetMissed missed -> {
        require(!alert.times().settled(), missed, "somebody is on scene, or it was told before");
        yield new Steps(alert).done().withTimes(alert.times().missed(missed.at()));
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
      case OutcomeCorrected corrected -> throw impossible(corrected, "the alert is not over");
      case AlertReopened reopened -> throw impossible(reopened, "the alert is not over");
    };
  }

  private static Running open(Running alert, WaveOpened opened) {
    require(opened.wave() == alert.wave() + 1, opened, "waves are numbered without gaps");
    return new Steps(alert).wave(opened).done();
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
      case TaskUnreached unreached -> {
        Task task = task(alert, unreached, Set.of(TaskState.OFFERED));
        require(!task.reached(), unreached, "it was reached");
        yield change(alert, task.to(TaskState.UNREACHED, unreached.at()));
      }
      case TaskAcknowledged acknowledged -> {
        Task task = task(alert, acknowledged, ANSWERABLE);
        require(
            alert.missing() > 0 || task.assignedBy() != null,
            acknowledged,
            "enough teams come already");
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
      case TaskReleased released -> {
        Task task = task(alert, released, Set.of(TaskState.ON_SCENE));
        yield change(alert, task.to(TaskState.RELEASED, released.at()));
      }
      case TaskAnsweredLate late -> throw impossible(late, "the alert is not over");
    };
  }

  private static Running offer(Running alert, TaskOffered offered) {
    require(offered.wave() == alert.wave(), offered, "of another wave");
    Task before = alert.tasks().get(offered.taskId());
    Task ofTeam = alert.findTaskOfTeam(offered.teamId()).orElse(null);
    require(Objects.equals(ofTeam, before), offered, "a team has one task, and a task one team");
    require(
        before == null || from(offered).contains(before.state()), offered, "it is called already");
    return change(
        alert,
        new Task(
            offered.taskId(),
            offered.teamId(),
            offered.teamName(),
            offered.wave(),
            offered.at(),
            offered.answerBy(),
            offered.reason(),
            offered.replaces(),
            offered.assignedBy()));
  }

  private static Set<TaskState> from(TaskOffered offered) {
    return offered.assignedBy() == null ? Set.of(TaskState.STOOD_DOWN) : CALLABLE_BY_HAND;
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

  static IllegalStateException impossible(DispatchEvent event, String why) {
    return new IllegalStateException("impossible event: " + why + ": " + event);
  }

  /** The running alert with some parts changed; one event, so one version further. */
  private static final class Steps {
    private final Running before;
    private AlertIssued issued;
    private AlertDetails details;
    private int detailsVersion;
    private int wave;
    private @Nullable Instant answerBy;
    private List<Shortfall> shortfalls;
    private final LinkedHashMap<UUID, Task> tasks;
    private Set<UUID> clues;
    private @Nullable Instant coveredAt;
    private @Nullable JurisdictionCode escalatedTo;
    private @Nullable Note note;

    Steps(Running before) {
      this.before = before;
      issued = before.issued();
      details = before.details();
      detailsVersion = before.detailsVersion();
      wave = before.wave();
      answerBy = before.answerBy();
      shortfalls = before.shortfalls();
      tasks = new LinkedHashMap<>(before.tasks());
      clues = before.clues();
      coveredAt = before.coveredAt();
      escalatedTo = before.escalatedTo();
      note = before.note();
    }

    Steps terms(Category category, CallOutTerms terms) {
      issued =
          new AlertIssued(
              issued.alertId(),
              issued.at(),
              issued.by(),
              issued.origin(),
              category,
              issued.details(),
              issued.jurisdiction(),
              terms,
              issued.number(),
              issued.exercise());
      detailsVersion++;
      return this;
    }

    Steps note(Note last) {
      note = last;
      return this;
    }

    Steps details(AlertDetails newDetails) {
      details = newDetails;
      detailsVersion++;
      return this;
    }

    Steps wave(WaveOpened opened) {
      wave = opened.wave();
      answerBy = opened.answerBy();
      shortfalls = opened.shortfalls();
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

    Steps escalatedTo(JurisdictionCode to) {
      escalatedTo = to;
      return this;
    }

    Running done() {
      return new Running(
          issued,
          before.opening(),
          details,
          detailsVersion,
          wave,
          answerBy,
          shortfalls,
          tasks,
          clues,
          coveredAt,
          escalatedTo,
          note,
          before.times(),
          before.version() + 1);
    }
  }
}
