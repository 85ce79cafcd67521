package muster.dispatch.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent.MemberLeft;
import muster.contracts.dispatch.DispatchEvent.TaskStaffedAgain;
import muster.contracts.dispatch.DispatchEvent.TaskUnstaffed;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2.Cause;
import muster.dispatch.alert.AlertCommand.CompareTeams;
import muster.dispatch.alert.AlertState.Running;
import muster.dispatch.team.DistinctPeople;
import muster.dispatch.team.Staffing;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the tasks of teams that change while the alert runs. It is compared how a team is
 * with what the alert has made of it so far; so what has been acted on once leads to nothing.
 *
 * <p>Only people's own words count against a team: who is off duty because nothing was heard may
 * still be on the way. That somebody comes with another team, or to another alert, is such a word.
 */
final class StaffingRules {
  private StaffingRules() {}

  static Decision compare(PendingDecision pending, CompareTeams command) {
    boolean left = false;
    for (Task task : pending.alert().listTasks(StaffingRules::isOpen)) {
      Staffing team = command.teams().get(task.teamId());
      if (team != null) {
        left |= compare(pending, task, team);
      }
    }
    for (Task task : listWaitingForNobody(pending, command)) {
      withdraw(pending, task, Cause.MEMBERS_ELSEWHERE);
      left = true;
    }
    for (Task task : listRestingOnOthers(pending, command)) {
      withdraw(pending, task, Cause.MEMBERS_ELSEWHERE);
      left = true;
    }
    if (left) {
      WaveRules.fillPlaces(pending);
    }
    return pending.accepted();
  }

  /**
   * True if the team is in no more, not waited for any more, or in with fewer people than needed.
   */
  private static boolean compare(PendingDecision pending, Task task, Staffing team) {
    boolean somebodyLeft = tellWhoLeft(pending, task, team);
    Task now = pending.alert().findTask(task.id()).orElseThrow();
    Cause cause = whyNobodyComes(now, team);
    if (cause != null) {
      withdraw(pending, now, cause);
      return true;
    }
    if (now.unstaffedAt() == null) {
      if (now.state().covers() && allWhoComeWentHome(now, team)) {
        pending.add(new TaskUnstaffed(pending.alertId(), pending.now(), now.id(), now.teamId()));
      }
    } else {
      findComerOnDuty(now, team)
          .ifPresent(
              person ->
                  pending.add(
                      new TaskStaffedAgain(
                          pending.alertId(),
                          pending.now(),
                          now.id(),
                          now.teamId(),
                          person.volunteerId())));
    }
    return somebodyLeft && pending.alert().needsPeople() && now.state().covers();
  }

  /**
   * Offers that rested on somebody who comes elsewhere, where nobody on duty is left who could come
   * and whom no other offer needs.
   */
  private static List<Task> listWaitingForNobody(PendingDecision pending, CompareTeams command) {
    return withoutPeopleOfTheirOwn(
        pending,
        command,
        task -> onDuty(task, team(command, task)).anyMatch(isElsewhere(pending, command, task)),
        task -> listFree(pending, command, task));
  }

  /**
   * Offers that have lost somebody who has said no, gone home or left, where all who are left are
   * needed by other offers.
   */
  private static List<Task> listRestingOnOthers(PendingDecision pending, CompareTeams command) {
    Function<Task, List<String>> left =
        task ->
            whoMayCome(task, team(command, task))
                .filter(isElsewhere(pending, command, task).negate())
                .map(Staffing.Person::volunteerId)
                .toList();
    return withoutPeopleOfTheirOwn(
        pending,
        command,
        task -> hasLostSomebody(task, team(command, task)) && !left.apply(task).isEmpty(),
        left);
  }

  /**
   * @param shaken whether somebody has gone from it; offers from which nobody has choose first
   * @param people ids of those who could come with it
   */
  private static List<Task> withoutPeopleOfTheirOwn(
      PendingDecision pending,
      CompareTeams command,
      Predicate<Task> shaken,
      Function<Task, List<String>> people) {
    List<Task> waiting =
        pending
            .alert()
            .listTasks(
                task ->
                    task.state() == TaskState.OFFERED
                        && command.teams().containsKey(task.teamId()));
    Set<Task> last = waiting.stream().filter(shaken).collect(Collectors.toSet());
    if (last.isEmpty()) {
      return List.of();
    }
    DistinctPeople given = new DistinctPeople();
    return waiting.stream()
        .sorted(Comparator.comparing(last::contains))
        .filter(task -> !given.add(people.apply(task)))
        .filter(last::contains)
        .toList();
  }

  /**
   * By somebody's word; who has come on duty since may hide it, being there in that one's place.
   */
  private static boolean hasLostSomebody(Task task, Staffing team) {
    return whoMayCome(task, team).count() < task.reason().membersOnDuty()
        || task.answers().stream().anyMatch(answer -> !answer.comes());
  }

  /** Of whom nothing was heard since the team was called is not lost. */
  private static Stream<Staffing.Person> whoMayCome(Task task, Staffing team) {
    return team.people().stream()
        .filter(
            person ->
                person.duty() == Staffing.Duty.ON
                    || (person.duty() == Staffing.Duty.OFF
                        && person.since().isAfter(task.offeredAt())))
        .filter(person -> !task.isRefusedBy(person.volunteerId()));
  }

  private static Staffing team(CompareTeams command, Task task) {
    return command.teams().getOrDefault(task.teamId(), Staffing.DISBANDED);
  }

  private static List<String> listFree(PendingDecision pending, CompareTeams command, Task task) {
    return onDuty(task, team(command, task))
        .filter(isElsewhere(pending, command, task).negate())
        .map(Staffing.Person::volunteerId)
        .toList();
  }

  private static Predicate<Staffing.Person> isElsewhere(
      PendingDecision pending, CompareTeams command, Task task) {
    Set<String> withOthers = pending.alert().peopleOfOthersThan(task.teamId());
    return person ->
        command.onOtherAlert().contains(person.volunteerId())
            || withOthers.contains(person.volunteerId());
  }

  static void withdraw(PendingDecision pending, Task task, Cause cause) {
    pending.add(
        new TaskWithdrawnV2(pending.alertId(), pending.now(), task.id(), task.teamId(), cause));
  }

  private static boolean tellWhoLeft(PendingDecision pending, Task task, Staffing team) {
    if (!task.state().comes() || team.isDisbanded()) {
      return false;
    }
    List<MemberAnswer> gone =
        task.comers().filter(comer -> team.people().stream().noneMatch(isOf(comer))).toList();
    for (MemberAnswer comer : gone) {
      pending.add(
          new MemberLeft(
              pending.alertId(), pending.now(), task.id(), task.teamId(), comer.volunteerId()));
    }
    return !gone.isEmpty();
  }

  private static @Nullable Cause whyNobodyComes(Task task, Staffing team) {
    if (team.isDisbanded()) {
      return Cause.TEAM_DISBANDED;
    }
    if (team.people().isEmpty()) {
      return Cause.TEAM_EMPTY;
    }
    return switch (task.state()) {
      case OFFERED ->
          isDeserted(task, team)
              ? Cause.OFF_DUTY
              : isRefusedByAll(task, team) ? Cause.MEMBERS_LEFT : null;
      case STANDBY ->
          nobodyComes(task) ? Cause.MEMBERS_LEFT : isDeserted(task, team) ? Cause.OFF_DUTY : null;
      case ACKNOWLEDGED, EN_ROUTE, ON_SCENE -> nobodyComes(task) ? Cause.MEMBERS_LEFT : null;
      case UNREACHED, COMPLETED, RELEASED, DECLINED, WITHDRAWN, STOOD_DOWN, PASSED_ON -> null;
    };
  }

  private static boolean nobodyComes(Task task) {
    return task.comers().findAny().isEmpty();
  }

  /** Those who had not said no are in the team no more; while they were, it was asked. */
  private static boolean isRefusedByAll(Task task, Staffing team) {
    return team.people().stream().allMatch(person -> task.isRefusedBy(person.volunteerId()));
  }

  /** All have gone home by their own word; of those who have not, all have said no. */
  private static boolean isDeserted(Task task, Staffing team) {
    boolean somebodyWentHome = false;
    for (Staffing.Person person : team.people()) {
      if (wentHome(task, person)) {
        somebodyWentHome = true;
      } else if (!task.isRefusedBy(person.volunteerId())) {
        return false;
      }
    }
    return somebodyWentHome;
  }

  /**
   * Colleagues who are on duty and have said nothing cover no place: somebody has to find out. Who
   * comes is in the team, or {@link #tellWhoLeft} has taken the answer out.
   */
  private static boolean allWhoComeWentHome(Task task, Staffing team) {
    List<Staffing.Person> coming = listComers(task, team);
    return !coming.isEmpty() && coming.stream().allMatch(person -> wentHome(task, person));
  }

  /** Not a colleague who has said nothing: the team's yes is not that one's. */
  private static Optional<Staffing.Person> findComerOnDuty(Task task, Staffing team) {
    return listComers(task, team).stream()
        .filter(person -> person.duty() == Staffing.Duty.ON)
        .findFirst();
  }

  private static List<Staffing.Person> listComers(Task task, Staffing team) {
    return team.people().stream()
        .filter(person -> task.comers().anyMatch(comer -> isOf(comer).test(person)))
        .toList();
  }

  /** Who has said since that he or she comes has not: the last word counts. */
  private static boolean wentHome(Task task, Staffing.Person person) {
    return person.duty() == Staffing.Duty.OFF_BY_WORD && !hasSaidSince(task, person);
  }

  private static boolean hasSaidSince(Task task, Staffing.Person person) {
    return task.comers()
        .anyMatch(comer -> isOf(comer).test(person) && comer.at().isAfter(person.since()));
  }

  /**
   * Ids of the tasks of teams in line of which nobody could go now.
   *
   * @param teams gives a team as it is now, by its id
   */
  static Set<UUID> unstaffedStandbys(Running alert, Function<String, Staffing> teams) {
    return alert.tasks().values().stream()
        .filter(task -> task.state() == TaskState.STANDBY)
        .filter(task -> !isStaffed(task, teams.apply(task.teamId())))
        .map(Task::id)
        .collect(Collectors.toSet());
  }

  /**
   * Whether somebody of a team in line could go: is on duty, or has said so since. Here silence
   * counts, too, for the place is for somebody who goes at once.
   */
  static boolean isStaffed(Task standby, Staffing team) {
    return findOnDuty(standby, team).isPresent()
        || team.people().stream().anyMatch(person -> hasSaidSince(standby, person));
  }

  private static Predicate<Staffing.Person> isOf(MemberAnswer answer) {
    return person ->
        answer.volunteerId().equals(person.volunteerId())
            // Of a history from before members had answers of their own: known by the account.
            || answer.volunteerId().equals(person.subject());
  }

  /** Who could come, for all that is known. */
  private static Optional<Staffing.Person> findOnDuty(Task task, Staffing team) {
    return onDuty(task, team).findFirst();
  }

  private static Stream<Staffing.Person> onDuty(Task task, Staffing team) {
    return team.people().stream()
        .filter(person -> person.duty() == Staffing.Duty.ON)
        .filter(person -> !task.isRefusedBy(person.volunteerId()));
  }

  /** The team can still do something with it, or does. */
  private static boolean isOpen(Task task) {
    return task.state().engaged() || task.state() == TaskState.UNREACHED;
  }
}
