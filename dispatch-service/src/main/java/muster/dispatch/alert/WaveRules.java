package muster.dispatch.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCovered;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.AlertUncovered;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.TaskPromoted;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.DispatchEvent.WaveOpened.Trigger;
import muster.contracts.dispatch.DispatchEvent.WaveOpenedV2;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.dispatch.Shortfall.Cause;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand.CallTeams;
import muster.dispatch.alert.AlertCommand.OpenNextWave;
import muster.dispatch.alert.AlertCommand.WaveDeadlinePassed;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.Pick;
import org.jspecify.annotations.Nullable;

/** Who is called, when the alert is covered, and when it goes on without. */
final class WaveRules {
  /** No dispatcher opens more by hand; the terms' own maximum is lower. */
  static final int MAXIMUM_WAVES = 20;

  private WaveRules() {}

  /** What follows of itself once somebody has answered or been called. */
  static void settle(PendingDecision pending) {
    coverWhenEnoughCome(pending);
    standDownWhoIsNotNeeded(pending);
    goOnWhenTheWaveIsExhausted(pending);
  }

  private static void coverWhenEnoughCome(PendingDecision pending) {
    Running alert = pending.alert();
    if (!alert.covered() && alert.missing() == 0) {
      pending.add(new AlertCovered(pending.alertId(), pending.now(), alert.covering()));
    }
  }

  /** Once covered, others are kept waiting only until the standby line is as long as wanted. */
  private static void standDownWhoIsNotNeeded(PendingDecision pending) {
    Running alert = pending.alert();
    Instant answerBy = alert.answerBy();
    boolean timeIsUp = answerBy != null && !pending.now().isBefore(answerBy);
    if (alert.covered() && (timeIsUp || alert.standby() >= alert.issued().terms().standbyTeams())) {
      standDown(pending, WaveRules::waitsWithItsWave, TaskStoodDown.Cause.COVERED);
    }
  }

  /** But a wave of which nobody knows whether it arrived is given its time. */
  private static void goOnWhenTheWaveIsExhausted(PendingDecision pending) {
    Running alert = pending.alert();
    boolean exhausted =
        alert.count(
                task ->
                    task.wave() == alert.wave()
                        && (unanswered(task) || waitsForMembers(alert, task)))
            == 0;
    if (!alert.covered() && exhausted && !waitsForEarlierWaves(pending) && !waveIsDoubtful(alert)) {
      goOn(pending, Trigger.EXHAUSTED);
    }
  }

  /**
   * A wave that has called nobody lasts as long as the offers of those before it, and as long as
   * one of them has time left nothing is handed to the parent.
   */
  private static boolean waitsForEarlierWaves(PendingDecision pending) {
    Running alert = pending.alert();
    boolean calledNobody = alert.count(task -> task.wave() == alert.wave()) == 0;
    return (calledNobody || !mayWiden(alert)) && offersLast(pending).isPresent();
  }

  /** Until when the last of the offers waits that have time left; empty if none has. */
  static Optional<Instant> offersLast(PendingDecision pending) {
    return pending.alert().tasks().values().stream()
        .filter(task -> unanswered(task) && task.answerBy().isAfter(pending.now()))
        .map(Task::answerBy)
        .max(Comparator.naturalOrder());
  }

  private static boolean mayWiden(Running alert) {
    return alert.wideningWaves() < alert.issued().terms().maximumWaves();
  }

  private static boolean waveIsDoubtful(Running alert) {
    int called = alert.count(task -> task.wave() == alert.wave());
    int unreached =
        alert.count(task -> task.wave() == alert.wave() && task.state() == TaskState.UNREACHED);
    return alert.deliveryDoubtful() && Deliveries.doubtful(unreached, called);
  }

  /** The next wave, or after the last one the parent jurisdiction, once. */
  private static void goOn(PendingDecision pending, Trigger trigger) {
    Running alert = pending.alert();
    if (mayWiden(alert)) {
      pending.need(CallOutRules.nextWave(alert, trigger));
    } else if (alert.escalatedTo() == null) {
      JurisdictionCode from = alert.issued().jurisdiction();
      // Above a province there is nobody; that it could not be covered is still told.
      JurisdictionCode to = from.parent().orElse(from);
      pending.add(
          new AlertEscalated(
              pending.alertId(),
              pending.now(),
              from,
              to,
              alert.missingTeams(),
              alert.missingPeople()));
    }
  }

  /**
   * A kept team or somebody of one has left, or more are needed: the first in line moves up. With
   * nobody in line the next wave opens at once, even beyond the last: it calls teams again that
   * were stood down a moment ago.
   */
  static void fillPlaces(PendingDecision pending) {
    promoteWhoIsNeeded(pending);
    Running alert = pending.alert();
    if (alert.covered() && alert.missing() > 0) {
      pending.add(
          new AlertUncovered(
              pending.alertId(), pending.now(), alert.missingTeams(), alert.missingPeople()));
      pending.need(CallOutRules.nextWave(pending.alert(), Trigger.UNCOVERED));
    } else {
      settle(pending);
    }
  }

  /** Who went home while in line does not go: the team is withdrawn instead. */
  private static void promoteWhoIsNeeded(PendingDecision pending) {
    while (pending.alert().missing() > 0) {
      Optional<Task> first =
          pending.alert().tasks().values().stream()
              .filter(task -> Integer.valueOf(1).equals(task.rank()))
              .findAny();
      if (first.isEmpty()) {
        return;
      }
      Task next = first.get();
      if (pending.isUnstaffed(next)) {
        StaffingRules.withdraw(pending, next, TaskWithdrawnV2.Cause.OFF_DUTY);
      } else {
        pending.add(new TaskPromoted(pending.alertId(), pending.now(), next.id(), next.teamId()));
      }
    }
  }

  static Decision openByHand(PendingDecision pending, OpenNextWave command) {
    Running alert = pending.alert();
    Integer afterWave = command.afterWave();
    if (afterWave != null && afterWave < alert.wave()) {
      return PendingDecision.nothing();
    }
    if (afterWave != null && afterWave > alert.wave()) {
      return PendingDecision.rejected(Rejection.STALE);
    }
    if (alert.covered()) {
      return PendingDecision.rejected(Rejection.ALREADY_COVERED);
    }
    if (alert.wideningWaves() >= MAXIMUM_WAVES) {
      return PendingDecision.rejected(Rejection.TOO_MANY_WAVES);
    }
    pending.need(CallOutRules.nextWave(alert, Trigger.BY_HAND, command.scope()));
    return pending.accepted();
  }

  static Decision waveDeadlinePassed(PendingDecision pending, WaveDeadlinePassed command) {
    Running alert = pending.alert();
    if (command.wave() != alert.wave()) {
      return PendingDecision.nothing();
    }
    if (alert.covered()) {
      standDown(pending, WaveRules::waitsWithItsWave, TaskStoodDown.Cause.COVERED);
    } else {
      goOn(pending, Trigger.DEADLINE);
    }
    return pending.accepted();
  }

  static Decision callTeams(PendingDecision pending, CallTeams command) {
    Running alert = pending.alert();
    if (alert.covered() || !callable(alert, command)) {
      return PendingDecision.rejected(Rejection.STALE);
    }
    return switch (command.callOut()) {
      case CallOut.NextWave wave -> {
        if (wave.wave() != alert.wave() + 1) {
          yield PendingDecision.rejected(Rejection.STALE);
        }
        openWave(
            pending,
            command,
            answerBy -> opened(pending, wave, answerBy, command.selection().shortfalls()));
        yield pending.accepted();
      }
      case CallOut.LookAgain again -> {
        if (again.wave() != alert.wave() + 1) {
          yield PendingDecision.rejected(Rejection.STALE);
        }
        if (!command.selection().picks().isEmpty()) {
          openWave(
              pending,
              command,
              answerBy ->
                  new WaveOpenedV2(
                      pending.alertId(),
                      pending.now(),
                      again.wave(),
                      WaveOpenedV2.Trigger.LOOKED_AGAIN,
                      again.search().radiusMeters(),
                      answerBy,
                      command.selection().shortfalls()));
        }
        yield pending.accepted();
      }
      case CallOut.Replacement replacement -> {
        Instant answerBy = alert.answerBy();
        if (answerBy == null
            || replacement.wave() != alert.wave()
            || command.selection().picks().size() > replacement.unreached().size()
            || !replaceable(alert, replacement)) {
          yield PendingDecision.rejected(Rejection.STALE);
        }
        offer(pending, command, answerBy, replacement.unreached());
        settle(pending);
        yield pending.accepted();
      }
    };
  }

  private static DispatchEvent opened(
      PendingDecision pending,
      CallOut.NextWave wave,
      Instant answerBy,
      List<Shortfall> shortfalls) {
    boolean version2 =
        shortfalls.stream().anyMatch(shortfall -> shortfall.cause() == Cause.SAME_PEOPLE);
    return version2
        ? new WaveOpenedV2(
            pending.alertId(),
            pending.now(),
            wave.wave(),
            WaveOpenedV2.Trigger.valueOf(wave.trigger().name()),
            wave.search().radiusMeters(),
            answerBy,
            shortfalls)
        : new WaveOpened(
            pending.alertId(),
            pending.now(),
            wave.wave(),
            wave.trigger(),
            wave.search().radiusMeters(),
            answerBy,
            shortfalls);
  }

  /**
   * The event, and its offers; they have until then to answer. With nobody to call, the wave lasts
   * as long as the offers of earlier ones.
   */
  private static void openWave(
      PendingDecision pending, CallTeams command, Function<Instant, DispatchEvent> opening) {
    Instant usual = pending.now().plus(pending.alert().issued().terms().acknowledgementDeadline());
    Instant answerBy =
        command.selection().picks().isEmpty() ? offersLast(pending).orElse(usual) : usual;
    pending.add(opening.apply(answerBy));
    offer(pending, command, answerBy, null);
    settle(pending);
  }

  private static void offer(
      PendingDecision pending, CallTeams command, Instant answerBy, @Nullable List<UUID> replaces) {
    List<Pick> picks = command.selection().picks();
    for (int i = 0; i < picks.size(); i++) {
      Pick pick = picks.get(i);
      UUID fresh = command.taskIds().get(i);
      Optional<Task> before = pending.alert().findTaskOfTeam(pick.teamId());
      pending.add(
          new TaskOffered(
              pending.alertId(),
              pending.now(),
              before.map(Task::id).orElse(fresh),
              pick.teamId(),
              pick.teamName(),
              command.callOut().wave(),
              pick.reason(),
              answerBy,
              replaces == null ? null : replaces.get(i),
              before.map(task -> task.call() + 1).orElse(null),
              null,
              pick.jurisdiction()));
    }
  }

  /** False when the search answers for a state that is past. */
  private static boolean callable(Running alert, CallTeams command) {
    Set<String> teams = new HashSet<>();
    Set<UUID> ids = new HashSet<>(alert.tasks().keySet());
    List<Pick> picks = command.selection().picks();
    for (int i = 0; i < picks.size(); i++) {
      Optional<Task> known = alert.findTaskOfTeam(picks.get(i).teamId());
      boolean callable =
          known.isPresent() ? known.get().callable() : ids.add(command.taskIds().get(i));
      if (!callable || !teams.add(picks.get(i).teamId())) {
        return false;
      }
    }
    return true;
  }

  private static boolean replaceable(Running alert, CallOut.Replacement replacement) {
    return replacement.unreached().stream()
            .allMatch(
                id ->
                    alert
                        .findTask(id)
                        .filter(task -> task.state() == TaskState.UNREACHED)
                        .isPresent())
        && alert.count(
                task -> {
                  UUID replaced = task.replaces();
                  // One of an earlier wave stood for it there: it has been called again since.
                  return task.wave() == alert.wave()
                      && replaced != null
                      && replacement.unreached().contains(replaced);
                })
            == 0;
  }

  static void standDown(PendingDecision pending, Predicate<Task> which, TaskStoodDown.Cause cause) {
    for (Task task : pending.alert().listTasks(which)) {
      pending.add(
          new TaskStoodDown(pending.alertId(), pending.now(), task.id(), task.teamId(), cause));
    }
  }

  /** Not of one that was assigned by hand: that is waited for, whoever else comes. */
  static boolean waitsWithItsWave(Task task) {
    return unanswered(task) && task.assignedBy() == null;
  }

  /** Where people are needed, the others of a team that comes may come, too, in the wave's time. */
  private static boolean waitsForMembers(Running alert, Task task) {
    return alert.needsPeople()
        && task.state().covers()
        && task.answers().size() < task.reason().membersOnDuty();
  }

  private static boolean unanswered(Task task) {
    return task.state() == TaskState.OFFERED;
  }
}
