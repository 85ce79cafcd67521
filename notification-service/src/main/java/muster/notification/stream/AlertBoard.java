package muster.notification.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * All alerts that are running or ended a short while ago, with their tasks: enough to say for each
 * event who is told of it, and for each person who arrives what is open right now. Not thread-safe.
 */
public final class AlertBoard {
  /**
   * A task, and whose it is.
   *
   * @param call how many times its team has been called by now, from 1
   */
  public record TaskRef(UUID taskId, UUID alertId, String teamId, int call) {}

  /**
   * A task that a team can still do something with.
   *
   * @param answers the last one of each member since the offer, oldest first
   * @param latest the event that brought it to where it stands; null when that is the offer itself
   * @param alert as it is now, which may be newer than what the two events were told with
   */
  public record OpenTask(
      TaskRef task,
      AddressedEvent offer,
      List<AddressedEvent> answers,
      @Nullable AddressedEvent latest,
      @Nullable AlertSummary alert) {}

  private final int capacity;
  private final Map<UUID, AlertOnBoard> alerts = new LinkedHashMap<>();
  private final Map<UUID, TaskOnBoard> tasks = new HashMap<>();
  private final Map<String, Set<UUID>> tasksOfTeam = new HashMap<>();

  /**
   * @param capacity alerts that are kept; beyond it the oldest goes, ended ones first
   */
  public AlertBoard(int capacity) {
    this.capacity = capacity;
  }

  /** Takes an event in; empty when it is a repetition of one that is known. */
  public Optional<AddressedEvent> accept(LogRecord record) {
    DispatchEvent event = record.envelope().event();
    AlertOnBoard alert = alerts.get(event.alertId());
    if (alert == null) {
      makeRoom();
      alert = new AlertOnBoard(event.alertId());
      alerts.put(event.alertId(), alert);
    }
    if (!alert.firstTime(record.envelope().id())) {
      return Optional.empty();
    }
    Set<JurisdictionCode> calledFrom = alert.calledFrom();
    alert.evolve(event);
    AddressedEvent addressed =
        new AddressedEvent(
            record, alert.summary(), alert.addressees(event), calledFrom, alert.teamFrom(event));
    if (event instanceof DispatchEvent.TaskEvent taskEvent) {
      TaskOnBoard task = alert.tasks.get(taskEvent.taskId());
      if (task != null) {
        task.remember(addressed);
        index(task);
      }
    }
    return Optional.of(addressed);
  }

  public Optional<TaskRef> findTask(UUID taskId) {
    return Optional.ofNullable(tasks.get(taskId)).map(AlertBoard::ref);
  }

  /** Oldest first. */
  public List<OpenTask> listOpenTasks(Collection<String> teamIds) {
    List<OpenTask> open = new ArrayList<>();
    for (String teamId : teamIds) {
      for (UUID taskId : tasksOfTeam.getOrDefault(teamId, Set.of())) {
        TaskOnBoard task = tasks.get(taskId);
        AlertOnBoard alert = task == null ? null : alerts.get(task.alertId);
        if (task == null || alert == null || alert.over() || !task.open()) {
          continue;
        }
        AddressedEvent offer = task.offer();
        AddressedEvent latest = task.latest();
        if (offer != null) {
          open.add(new OpenTask(ref(task), offer, task.answers(), latest, alert.summary()));
        } else if (latest != null) {
          open.add(new OpenTask(ref(task), latest, task.answers(), null, alert.summary()));
        }
      }
    }
    open.sort((a, b) -> a.offer().event().at().compareTo(b.offer().event().at()));
    return open;
  }

  /** Ended alerts are kept a while for late answers; then they go. */
  public void forgetEndedBefore(Instant time) {
    alerts
        .values()
        .removeIf(
            alert -> {
              boolean gone = alert.endedAt().filter(ended -> ended.isBefore(time)).isPresent();
              if (gone) {
                unindex(alert);
              }
              return gone;
            });
  }

  public int size() {
    return alerts.size();
  }

  private void makeRoom() {
    if (alerts.size() < capacity) {
      return;
    }
    AlertOnBoard victim =
        alerts.values().stream()
            .filter(AlertOnBoard::over)
            .findFirst()
            .orElseGet(() -> alerts.values().iterator().next());
    unindex(victim);
    alerts.remove(victim.alertId);
  }

  private void index(TaskOnBoard task) {
    tasks.put(task.taskId, task);
    tasksOfTeam.computeIfAbsent(task.teamId, id -> new LinkedHashSet<>(2)).add(task.taskId);
  }

  private void unindex(AlertOnBoard alert) {
    for (TaskOnBoard task : alert.tasks.values()) {
      tasks.remove(task.taskId);
      Set<UUID> ofTeam = tasksOfTeam.get(task.teamId);
      if (ofTeam != null) {
        ofTeam.remove(task.taskId);
        if (ofTeam.isEmpty()) {
          tasksOfTeam.remove(task.teamId);
        }
      }
    }
  }

  private static TaskRef ref(TaskOnBoard task) {
    return new TaskRef(task.taskId, task.alertId, task.teamId, task.call());
  }
}
