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
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.AlertReference;
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
   * @param reckoned how far it is since the alert turned out to be elsewhere, after the offer; null
   *     when it did not
   * @param answers the last one of each member since the offer, oldest first
   * @param latest the event that brought it to where it stands; null when that is the offer itself
   * @param messages the last ones to the team since the offer, oldest first
   * @param comers those of the team who come; all of it where no member has answered
   * @param alert as it is now, which may be newer than what the two events were told with
   */
  public record OpenTask(
      TaskRef task,
      AddressedEvent offer,
      @Nullable AddressedEvent reckoned,
      List<AddressedEvent> answers,
      @Nullable AddressedEvent latest,
      List<AddressedEvent> messages,
      AddressedEvent.Addressee comers,
      @Nullable AlertSummary alert) {}

  /**
   * An alert as it stands on the board.
   *
   * @param tasks in the order in which the teams were called first
   */
  public record ShownAlert(UUID alertId, AlertSummary summary, List<ShownTask> tasks) {}

  /**
   * A task of it.
   *
   * @param teamName null when the call is older than what this service has read
   * @param calledAt when it was called last, or taken over from a merged alert; null as above
   * @param answers the last one of each member since then, oldest first
   */
  public record ShownTask(
      TaskRef task,
      @Nullable String teamName,
      @Nullable Instant calledAt,
      List<ShownAnswer> answers) {}

  /** What a member said last. */
  public record ShownAnswer(
      String volunteerId,
      DispatchEvent.MemberAnswered.Answer answer,
      DispatchEvent.MemberAnswered.Said said,
      Instant at) {}

  private final int capacity;
  private final SequencedMap<UUID, AlertOnBoard> alerts = new LinkedHashMap<>();
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
    DispatchEvent event = (DispatchEvent) record.envelope().event();
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
    if (event instanceof DispatchEvent.MessageSent message) {
      for (DispatchEvent.MessageSent.Recipient recipient : message.recipients()) {
        TaskOnBoard task = alert.tasks.get(recipient.taskId());
        if (task != null) {
          task.rememberMessage(addressed);
        }
      }
    }
    return Optional.of(addressed);
  }

  /**
   * An alert whose beginning is known. A number means the newest alert of that number in the scope;
   * an id means the alert wherever it is.
   */
  public Optional<ShownAlert> findAlert(AlertReference reference, JurisdictionCode scope) {
    AlertOnBoard found =
        switch (reference) {
          case AlertReference.ById(UUID id) -> alerts.get(id);
          case AlertReference.ByNumber(int number) -> findNewest(number, scope);
        };
    AlertSummary summary = found == null ? null : found.summary();
    if (found == null || summary == null) {
      return Optional.empty();
    }
    List<ShownTask> shown = found.tasks.values().stream().map(AlertBoard::shown).toList();
    return Optional.of(new ShownAlert(found.alertId, summary, shown));
  }

  private @Nullable AlertOnBoard findNewest(int number, JurisdictionCode scope) {
    for (AlertOnBoard alert : alerts.sequencedValues().reversed()) {
      AlertSummary summary = alert.summary();
      if (summary != null
          && Integer.valueOf(number).equals(summary.number())
          && scope.covers(summary.jurisdiction())) {
        return alert;
      }
    }
    return null;
  }

  private static ShownTask shown(TaskOnBoard task) {
    AddressedEvent call = task.offer();
    DispatchEvent called = call == null ? null : call.event();
    SequencedMap<String, ShownAnswer> answers = new LinkedHashMap<>();
    if (called instanceof DispatchEvent.TaskTakenOver taken) {
      taken
          .members()
          .forEach(
              member ->
                  answers.put(
                      member.volunteerId(),
                      new ShownAnswer(
                          member.volunteerId(),
                          member.answer(),
                          member.said(),
                          member.answeredAt())));
    }
    for (AddressedEvent answer : task.answers()) {
      if (answer.event() instanceof DispatchEvent.MemberAnswered said) {
        answers.putLast(
            said.volunteerId(),
            new ShownAnswer(said.volunteerId(), said.answer(), said.said(), said.at()));
      }
    }
    return new ShownTask(
        ref(task),
        switch (called) {
          case DispatchEvent.TaskOffered offered -> offered.teamName();
          case DispatchEvent.TaskTakenOver taken -> taken.teamName();
          case null, default -> null;
        },
        called == null ? null : called.at(),
        List.copyOf(answers.values()));
  }

  /** What it is called on the radio, if that is known. */
  public Optional<Integer> findNumber(UUID alertId) {
    AlertOnBoard alert = alerts.get(alertId);
    AlertSummary summary = alert == null ? null : alert.summary();
    return summary == null ? Optional.empty() : Optional.ofNullable(summary.number());
  }

  public boolean hasAlert(UUID alertId) {
    return alerts.containsKey(alertId);
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
        AddressedEvent first = offer == null ? latest : offer;
        if (first != null) {
          open.add(
              new OpenTask(
                  ref(task),
                  first,
                  task.reckoned(),
                  task.answers(),
                  offer == null ? null : latest,
                  task.messages(),
                  task.comers(),
                  alert.summary()));
        }
      }
    }
    open.sort((a, b) -> a.offer().event().at().compareTo(b.offer().event().at()));
    return open;
  }

  /** Ended alerts are kept a while for late answers; then they go, with what is left of others. */
  public void forgetEndedBefore(Instant time) {
    alerts
        .values()
        .removeIf(
            alert -> {
              boolean gone = alert.mayGo(time);
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
