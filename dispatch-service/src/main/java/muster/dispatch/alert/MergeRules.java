package muster.dispatch.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertMerged;
import muster.contracts.dispatch.DispatchEvent.AlertTakenIn;
import muster.contracts.dispatch.DispatchEvent.ClueReceived;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked;
import muster.contracts.dispatch.DispatchEvent.TaskOnScene;
import muster.contracts.dispatch.DispatchEvent.TaskPassedOn;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDownV2;
import muster.contracts.dispatch.DispatchEvent.TaskTakenOver;
import muster.dispatch.alert.AlertCommand.AddClue;
import muster.dispatch.alert.AlertCommand.Merge;
import muster.dispatch.alert.AlertCommand.TakeIn;
import muster.dispatch.alert.AlertCommand.TakenTeam;
import muster.dispatch.alert.AlertState.Running;

/**
 * Two alerts about the same become one. Who comes or stands by goes on in the alert that remains,
 * where nobody who comes is stood down for it; offers that wait are stood down.
 */
public final class MergeRules {
  /** As long as a clue may be, in characters. */
  private static final int CLUE = 4_000;

  private MergeRules() {}

  /** What is asked of the one alert and of the other, in one transaction. */
  public record Plan(Merge merge, TakeIn takeIn) {}

  /**
   * @param history of the alert that ends
   * @param ids a fresh one for each team that the other alert never called
   */
  public static Plan plan(
      Running from,
      Running into,
      String by,
      List<? extends DispatchEvent> history,
      Supplier<UUID> ids) {
    SequencedMap<UUID, UUID> passedOn = new LinkedHashMap<>();
    List<TakenTeam> teams = new ArrayList<>();
    for (Task task : listWhoGoesOn(from)) {
      Task free = withoutPeopleOf(into, task);
      if (free.comers().findAny().isEmpty()) {
        continue; // All of them come to the other alert with another team.
      }
      UUID taskId = into.findTaskOfTeam(task.teamId()).map(Task::id).orElseGet(ids);
      passedOn.put(task.id(), taskId);
      teams.add(new TakenTeam(taskId, free));
    }
    return new Plan(
        new Merge(by, into.issued().alertId(), into.issued().number(), passedOn),
        new TakeIn(
            by, from.issued().alertId(), from.issued().number(), teams, clues(from, history)));
  }

  /** Those who stand by in the order of their line, behind those who come. */
  private static List<Task> listWhoGoesOn(Running from) {
    return from.tasks().values().stream()
        .filter(task -> TaskEvolution.GOES_ON.contains(task.state()))
        .sorted(Comparator.comparingInt(task -> Objects.requireNonNullElse(task.rank(), 0)))
        .toList();
  }

  /** One person can't come with two teams: who does so now comes with the team that was there. */
  private static Task withoutPeopleOf(Running into, Task task) {
    Set<String> others =
        into.tasks().values().stream()
            .filter(other -> !other.teamId().equals(task.teamId()))
            .filter(other -> TaskEvolution.GOES_ON.contains(other.state()))
            .flatMap(Task::comers)
            .map(MemberAnswer::volunteerId)
            .collect(Collectors.toSet());
    return task.withoutAnswersOf(others);
  }

  /** That of the report which it came from, too: in the other alert nobody has read that yet. */
  private static List<AddClue> clues(Running from, List<? extends DispatchEvent> history) {
    Stream<AddClue> received =
        history.stream()
            .filter(ClueReceived.class::isInstance)
            .map(ClueReceived.class::cast)
            .map(
                clue ->
                    new AddClue(
                        clue.reportId(),
                        clue.by(),
                        clue.text(),
                        clue.location(),
                        clue.addition(),
                        Boolean.TRUE.equals(clue.withdrawal())));
    return Stream.concat(reported(from), received).toList();
  }

  private static Stream<AddClue> reported(Running from) {
    UUID report = from.issued().origin().reportId();
    if (report == null) {
      return Stream.empty();
    }
    AlertDetails details = from.details();
    String text = (details.headline() + "\n" + details.description()).strip();
    int end = text.offsetByCodePoints(0, Math.min(CLUE, text.codePointCount(0, text.length())));
    return Stream.of(
        new AddClue(report, from.issued().by(), text.substring(0, end), details.location()));
  }

  static Decision merge(PendingDecision pending, Merge merge) {
    if (pending.alert().tasks().values().stream()
        .anyMatch(task -> isLeftAskingForHelp(task, merge))) {
      return PendingDecision.rejected(Rejection.HELP_OPEN);
    }
    merge
        .passedOn()
        .forEach(
            (taskId, intoTaskId) -> {
              Task task = pending.alert().findTask(taskId).orElseThrow();
              pending.add(
                  new TaskPassedOn(
                      pending.alertId(),
                      pending.now(),
                      taskId,
                      task.teamId(),
                      merge.into(),
                      intoTaskId));
            });
    for (Task task : pending.alert().listTasks(task -> task.state().engaged())) {
      pending.add(
          new TaskStoodDownV2(
              pending.alertId(),
              pending.now(),
              task.id(),
              task.teamId(),
              TaskStoodDownV2.Cause.MERGED,
              null,
              null));
    }
    pending.add(
        new AlertMerged(
            pending.alertId(), pending.now(), merge.by(), merge.into(), merge.intoNumber()));
    return pending.accepted();
  }

  /** Nobody would see it any more: only what comes to the other alert can ask for help there. */
  private static boolean isLeftAskingForHelp(Task task, Merge merge) {
    return !task.openHelp().isEmpty()
        && !(task.state().covers() && merge.passedOn().containsKey(task.id()));
  }

  static Decision takeIn(PendingDecision pending, TakeIn takeIn) {
    pending.add(
        new AlertTakenIn(
            pending.alertId(), pending.now(), takeIn.by(), takeIn.from(), takeIn.fromNumber()));
    for (TakenTeam team : takeIn.teams()) {
      takeOver(pending, takeIn, team);
      passHelpOn(pending, takeIn.by(), team);
    }
    takeIn.clues().forEach(clue -> AlertDecider.hear(pending, clue));
    WaveRules.fillPlaces(pending);
    return pending.accepted();
  }

  private static void takeOver(PendingDecision pending, TakeIn takeIn, TakenTeam team) {
    Task task = team.task();
    Optional<Task> here = pending.alert().findTask(team.taskId());
    if (here.filter(known -> standsAsWell(known, task)).isPresent()) {
      task.comers().forEach(comer -> comeAlong(pending, team.taskId(), comer));
      goAsFar(pending, here.get(), task, takeIn.by());
      return;
    }
    TaskTakenOver.Standing standing = TaskTakenOver.Standing.valueOf(task.state().name());
    pending.add(
        new TaskTakenOver(
            pending.alertId(),
            pending.now(),
            team.taskId(),
            task.teamId(),
            task.teamName(),
            task.teamJurisdiction(),
            takeIn.from(),
            task.id(),
            standing,
            standing == TaskTakenOver.Standing.STANDBY ? pending.alert().standby() + 1 : null,
            task.reason(),
            task.etaSeconds(),
            task.assignedBy(),
            task.answers().stream().map(MemberAnswer::toMember).toList()));
    here.stream()
        .filter(known -> known.state() == TaskState.STANDBY)
        .flatMap(Task::comers)
        .forEach(comer -> comeAlong(pending, team.taskId(), comer));
  }

  /** It is one team: where it is for the other alert, it is for this one. */
  private static void goAsFar(PendingDecision pending, Task here, Task there, String by) {
    if (here.state() == TaskState.ACKNOWLEDGED && there.state() == TaskState.EN_ROUTE) {
      pending.add(new TaskEnRoute(pending.alertId(), pending.now(), here.id(), here.teamId(), by));
    } else if (there.state() == TaskState.ON_SCENE
        && (here.state() == TaskState.ACKNOWLEDGED || here.state() == TaskState.EN_ROUTE)) {
      pending.add(new TaskOnScene(pending.alertId(), pending.now(), here.id(), here.teamId(), by));
    }
  }

  /** What the team asked for goes on being asked for, by whoever merges. */
  private static void passHelpOn(PendingDecision pending, String by, TakenTeam team) {
    boolean stands =
        pending
            .alert()
            .findTask(team.taskId())
            .filter(here -> here.state().engaged() && here.state().covers())
            .isPresent();
    if (stands) {
      for (Help help : team.task().openHelp()) {
        pending.add(
            new TaskHelpAsked(
                pending.alertId(),
                pending.now(),
                team.taskId(),
                team.task().teamId(),
                by,
                help.kind(),
                help.text()));
      }
    }
  }

  /** The team comes here already, or stands by as it did there, and stays as it is. */
  private static boolean standsAsWell(Task here, Task there) {
    return here.state().engaged()
        && (here.state().covers()
            || (here.state() == TaskState.STANDBY && there.state() == TaskState.STANDBY));
  }

  /** A member of it who has said so to the other alert alone. */
  private static void comeAlong(PendingDecision pending, UUID taskId, MemberAnswer comer) {
    Task task = pending.alert().findTask(taskId).orElseThrow();
    Respondent who = new Respondent(comer.volunteerId(), comer.by(), comer.said());
    boolean comes = task.findAnswer(who).filter(MemberAnswer::comes).isPresent();
    if (!comes && !pending.alert().comesWithOtherTeam(task, who)) {
      pending.add(
          new MemberAnswered(
              pending.alertId(),
              pending.now(),
              task.id(),
              task.teamId(),
              comer.volunteerId(),
              comer.by(),
              MemberAnswered.Answer.COMES,
              comer.etaSeconds(),
              comer.said(),
              comer.reason()));
    }
  }
}
