package muster.dispatch.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What an alert's events add up to. Immutable; {@link #evolve} is the only way from one state to
 * the next, live and on reload.
 */
public sealed interface AlertState {

  /** Before the first event. */
  static AlertState notIssued() {
    return new NotIssued();
  }

  /**
   * The state after the event.
   *
   * @throws IllegalStateException if the event cannot follow on this state: the history is broken
   */
  default AlertState evolve(DispatchEvent event) {
    return AlertEvolution.evolve(this, event);
  }

  static AlertState replay(Iterable<? extends DispatchEvent> events) {
    AlertState state = notIssued();
    for (DispatchEvent event : events) {
      state = state.evolve(event);
    }
    return state;
  }

  /** How many events made this state. */
  long version();

  /** The timers that must exist now; a timer that is not among them any more is harmless. */
  List<Deadline> deadlines();

  record NotIssued() implements AlertState {
    @Override
    public long version() {
      return 0;
    }

    @Override
    public List<Deadline> deadlines() {
      return List.of();
    }
  }

  /** What a running and an ended alert have in common. */
  sealed interface Issued extends AlertState {
    AlertIssued issued();

    AlertStatus status();

    AlertDetails details();

    /** The latest wave, from 1; 0 until the first one is open. */
    int wave();

    /** In the order the teams were called first. */
    SequencedMap<UUID, Task> tasks();

    /** Why the latest wave has fewer teams than it asked for. */
    List<Shortfall> shortfalls();

    /** When enough teams had acknowledged, if they still do. */
    @Nullable Instant coveredAt();

    @Nullable JurisdictionCode escalatedTo();

    default Optional<Task> findTask(UUID taskId) {
      return Optional.ofNullable(tasks().get(taskId));
    }

    default List<Task> listTasks(Predicate<Task> which) {
      return tasks().values().stream().filter(which).toList();
    }

    /**
     * Ids of the teams that this alert holds: nobody else may call them unless teams are shared.
     */
    default Set<String> engagedTeams() {
      return tasks().values().stream()
          .filter(task -> task.state().engaged())
          .map(Task::teamId)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /**
   * Teams are called and answer.
   *
   * @param answerBy when the latest wave's time to answer ends; null until the first one is open
   * @param clues the reports tied to this alert
   * @param escalatedAt when it was handed to the parent jurisdiction, if it was
   * @param lookedAgain how many of the waves only looked again where the one before had looked
   * @param deliveryDoubtful it was said once that most teams anywhere confirm nothing
   */
  record Running(
      AlertIssued issued,
      AlertDetails details,
      int wave,
      @Nullable Instant answerBy,
      List<Shortfall> shortfalls,
      SequencedMap<UUID, Task> tasks,
      Set<UUID> clues,
      @Nullable Instant coveredAt,
      @Nullable JurisdictionCode escalatedTo,
      @Nullable Instant escalatedAt,
      int lookedAgain,
      boolean deliveryDoubtful,
      long version)
      implements Issued {

    public Running {
      shortfalls = List.copyOf(shortfalls);
      tasks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tasks));
      clues = Set.copyOf(clues);
    }

    @Override
    public AlertStatus status() {
      if (coveredAt != null) {
        return AlertStatus.COVERED;
      }
      return escalatedTo == null ? AlertStatus.CALLING : AlertStatus.ESCALATED;
    }

    @Override
    public List<Deadline> deadlines() {
      return AlertDeadlines.of(this);
    }

    public boolean covered() {
      return coveredAt != null;
    }

    /** Teams that come, are there or have done their part. */
    public int covering() {
      return count(task -> task.state().covers());
    }

    /** The waves that were the first or wider than the one before. */
    public int wideningWaves() {
      return wave - lookedAgain;
    }

    /** Teams missing to be covered. */
    public int missing() {
      return issued.terms().teamsNeeded() - covering();
    }

    /** Who has confirmed nothing, though the time to confirm was over by then. */
    public List<Task> listSilent(Instant until) {
      return AlertDeadlines.listSilent(this, until);
    }

    int count(Predicate<Task> which) {
      int count = 0;
      for (Task task : tasks.values()) {
        if (which.test(task)) {
          count++;
        }
      }
      return count;
    }

    Optional<Task> findTaskOfTeam(String teamId) {
      return tasks.values().stream().filter(task -> task.teamId().equals(teamId)).findAny();
    }

    /** Teams in line. */
    public int standby() {
      return count(task -> task.state() == TaskState.STANDBY);
    }
  }

  /** Nothing happens any more. */
  record Ended(Running last, Ending ending, long version) implements Issued {
    @Override
    public AlertIssued issued() {
      return last.issued();
    }

    @Override
    public AlertStatus status() {
      return switch (ending) {
        case Ending.Resolved resolved -> AlertStatus.RESOLVED;
        case Ending.Cancelled cancelled -> AlertStatus.CANCELLED;
        case Ending.Expired expired -> AlertStatus.EXPIRED;
      };
    }

    @Override
    public AlertDetails details() {
      return last.details();
    }

    @Override
    public int wave() {
      return last.wave();
    }

    @Override
    public SequencedMap<UUID, Task> tasks() {
      return last.tasks();
    }

    @Override
    public List<Shortfall> shortfalls() {
      return last.shortfalls();
    }

    @Override
    public @Nullable Instant coveredAt() {
      return last.coveredAt();
    }

    @Override
    public @Nullable JurisdictionCode escalatedTo() {
      return last.escalatedTo();
    }

    @Override
    public List<Deadline> deadlines() {
      return List.of();
    }
  }
}
