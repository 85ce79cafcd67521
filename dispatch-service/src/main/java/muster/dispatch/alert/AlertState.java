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
    /** As it was issued, but for the category and the terms, which are those of now. */
    AlertIssued issued();

    Opening opening();

    AlertStatus status();

    AlertDetails details();

    ResponseTimes times();

    /** Grows with each change of the details or the terms. */
    int detailsVersion();

    /** The latest wave, from 1; 0 until the first one is open. */
    int wave();

    /** In the order the teams were called first. */
    SequencedMap<UUID, Task> tasks();

    /** Why the latest wave has fewer teams than it asked for. */
    List<Shortfall> shortfalls();

    /** When enough teams had acknowledged, if they still do. */
    @Nullable Instant coveredAt();

    DeskWork desk();

    /** Null of an alert that was not handed to its parent jurisdiction. */
    @Nullable Escalation escalation();

    default @Nullable JurisdictionCode escalatedTo() {
      Escalation escalation = escalation();
      return escalation == null ? null : escalation.to();
    }

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

    /** Ids of the people who come with the teams that are in, are there or have done their part. */
    default Set<String> peopleComing() {
      return comers(task -> task.state().covers());
    }

    /** Ids of the people who come with teams that are in, there or in line. */
    default Set<String> engagedPeople() {
      return comers(task -> task.state().engaged() && task.state().comes());
    }

    /** Ids of the teams that are called and have not answered. */
    default Set<String> waitingTeams() {
      return tasks().values().stream()
          .filter(task -> task.state() == TaskState.OFFERED)
          .map(Task::teamId)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Ids of those who come, for they come with one team, and of those who cannot, with any. */
    default Set<String> unavailablePeople() {
      return tasks().values().stream()
          .flatMap(
              task ->
                  task.answers().stream().filter(answer -> !answer.comes() || task.state().comes()))
          .map(MemberAnswer::volunteerId)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Ids of those who come with another team. */
    default Set<String> peopleOfOthersThan(String teamId) {
      return comers(task -> task.state().comes() && !task.teamId().equals(teamId));
    }

    /** Ids of those who come with the team. */
    default Set<String> peopleOf(String teamId) {
      return comers(task -> task.state().comes() && task.teamId().equals(teamId));
    }

    private Set<String> comers(Predicate<Task> which) {
      return tasks().values().stream()
          .filter(which)
          .flatMap(Task::comers)
          .map(MemberAnswer::volunteerId)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /**
   * Teams are called and answer.
   *
   * @param widestMeters how far the widest wave has looked; 0 until the first one is open
   * @param answerBy when the latest wave's time to answer ends; null until the first one is open
   * @param detailsVersion from 1: how often what people are told, or the terms, were given
   * @param clues the reports tied to this alert
   * @param lookedAgain how many of the waves only looked again where had been looked, the first
   *     ones after a reopening among them
   * @param deliveryDoubtful it was said once that most teams anywhere confirm nothing
   * @param messages to its teams
   */
  record Running(
      AlertIssued issued,
      Opening opening,
      AlertDetails details,
      int detailsVersion,
      int wave,
      double widestMeters,
      @Nullable Instant answerBy,
      List<Shortfall> shortfalls,
      SequencedMap<UUID, Task> tasks,
      Set<UUID> clues,
      @Nullable Instant coveredAt,
      @Nullable Escalation escalation,
      int lookedAgain,
      boolean deliveryDoubtful,
      DeskWork desk,
      SentMessages messages,
      ResponseTimes times,
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
      return escalation == null ? AlertStatus.CALLING : AlertStatus.ESCALATED;
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

    /** Teams missing to be covered, or people where people are needed. */
    public int missing() {
      Integer people = issued.terms().peopleNeeded();
      return people == null
          ? Math.max(0, issued.terms().teamsNeeded() - covering())
          : Math.max(0, people - peopleComing().size());
    }

    boolean needsPeople() {
      return issued.terms().peopleNeeded() != null;
    }

    /** Of an alert that needs people at least one, if any are missing. */
    int missingTeams() {
      return needsPeople() ? Math.min(1, missing()) : missing();
    }

    /** Null of an alert that needs teams. */
    @Nullable Integer missingPeople() {
      return needsPeople() ? missing() : null;
    }

    Running withTasks(SequencedMap<UUID, Task> others) {
      return with(others, desk, times);
    }

    Running withTimes(ResponseTimes newTimes) {
      return with(tasks, desk, newTimes);
    }

    Running with(SequencedMap<UUID, Task> newTasks, DeskWork newDesk, ResponseTimes newTimes) {
      return new Running(
          issued,
          opening,
          details,
          detailsVersion,
          wave,
          widestMeters,
          answerBy,
          shortfalls,
          newTasks,
          clues,
          coveredAt,
          escalation,
          lookedAgain,
          deliveryDoubtful,
          newDesk,
          messages,
          newTimes,
          version);
    }

    /** Nobody comes with two teams, for that would be one person for two. */
    boolean comesWithOtherTeam(Task task, Respondent who) {
      return count(
              other ->
                  other.state().comes()
                      && !other.id().equals(task.id())
                      && other.comers().anyMatch(comer -> comer.isOf(who)))
          > 0;
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

    /** Within its borders, as they are now: those of its parent count once it has escalated. */
    public boolean mayCallFrom(JurisdictionCode team) {
      return CallOutRules.mayCall(this, team);
    }

    public int standby() {
      return count(task -> task.state() == TaskState.STANDBY);
    }
  }

  /** Nobody is called any more; what can still happen is in {@link AfterTheEnd}. */
  record Ended(Running last, Ending ending, long version) implements Issued {
    @Override
    public AlertIssued issued() {
      return last.issued();
    }

    @Override
    public Opening opening() {
      return last.opening();
    }

    @Override
    public AlertStatus status() {
      return switch (ending) {
        case Ending.Resolved resolved -> AlertStatus.RESOLVED;
        case Ending.Cancelled cancelled -> AlertStatus.CANCELLED;
        case Ending.Expired expired -> AlertStatus.EXPIRED;
        case Ending.Merged merged -> AlertStatus.MERGED;
      };
    }

    @Override
    public AlertDetails details() {
      return last.details();
    }

    @Override
    public int detailsVersion() {
      return last.detailsVersion();
    }

    @Override
    public ResponseTimes times() {
      return last.times();
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
    public DeskWork desk() {
      return last.desk();
    }

    @Override
    public @Nullable Escalation escalation() {
      return last.escalation();
    }

    @Override
    public List<Deadline> deadlines() {
      return List.of();
    }
  }
}
