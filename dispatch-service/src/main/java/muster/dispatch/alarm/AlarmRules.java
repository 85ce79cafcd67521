package muster.dispatch.alarm;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alarm.AlertFacts.TaskFacts;
import muster.dispatch.alert.Escalation;
import muster.dispatch.alert.OpenHelp;
import muster.dispatch.alert.ResponseTimes;
import muster.dispatch.alert.TaskState;
import org.jspecify.annotations.Nullable;

/** What of a running alert somebody must act on. */
public final class AlarmRules {
  private static final List<Function<AlertFacts, Stream<Cause>>> ALL =
      List.of(
          AlarmRules::nobodyReached,
          AlarmRules::targetPassed,
          AlarmRules::wavesUsedUp,
          AlarmRules::deliveryOut,
          AlarmRules::helpCalled,
          AlarmRules::escalationOpen,
          AlarmRules::teamDroppedOut,
          AlarmRules::teamsOffDuty,
          AlarmRules::teamsNotMoving);

  private AlarmRules() {}

  /** Whether the alert itself says when the condition begins and ends. */
  public static boolean follows(AlarmCondition condition) {
    return switch (condition) {
      case NOBODY_REACHED,
          TARGET_PASSED,
          WAVES_USED_UP,
          DELIVERY_OUT,
          HELP_CALLED,
          ESCALATION_OPEN,
          TEAM_GONE,
          NOT_MOVING ->
          true;
      case ALERT_STUCK,
          STREAM_LOST,
          REPORT_OVERDUE,
          CONSUMER_LAGS,
          OUTBOX_AGES,
          LEAD_GONE,
          WAVE_SHORT,
          TEAM_REPLACED,
          CLUE ->
          false;
    };
  }

  /** What begins unseen by this service: what is done about it says that it is so. */
  public static boolean isFoundByPages(AlarmCondition condition) {
    return condition == AlarmCondition.REPORT_OVERDUE || condition == AlarmCondition.LEAD_GONE;
  }

  /** What stands, of the conditions that {@link #follows}; nothing of an alert that is over. */
  public static List<Cause> causesOf(AlertFacts alert) {
    return alert.isRunning() ? ALL.stream().flatMap(rule -> rule.apply(alert)).toList() : List.of();
  }

  /**
   * Whether an alarm that no cause stands for is over by what has become of its alert: a team that
   * was replaced is no news once enough come, but a clue is for as long as the alert runs.
   */
  public static boolean outlives(AlarmCondition condition, AlertFacts alert) {
    return switch (condition) {
      case CLUE, LEAD_GONE, ALERT_STUCK -> alert.isRunning();
      case WAVE_SHORT, TEAM_REPLACED -> alert.isRunning() && !alert.isCovered();
      case NOBODY_REACHED,
          TARGET_PASSED,
          WAVES_USED_UP,
          DELIVERY_OUT,
          HELP_CALLED,
          ESCALATION_OPEN,
          TEAM_GONE,
          NOT_MOVING ->
          false;
      case STREAM_LOST, REPORT_OVERDUE, CONSUMER_LAGS, OUTBOX_AGES -> true;
    };
  }

  /** Of the latest wave that has had its time to confirm. */
  private static Stream<Cause> nobodyReached(AlertFacts alert) {
    if (alert.isCovered()) {
      return Stream.of();
    }
    Map<Integer, List<TaskFacts>> waves =
        alert.tasks().stream()
            .filter(task -> task.reached() || task.state() == TaskState.UNREACHED)
            .collect(Collectors.groupingBy(TaskFacts::wave));
    OptionalInt latest = waves.keySet().stream().mapToInt(wave -> wave).max();
    return latest.isPresent()
            && waves.getOrDefault(latest.getAsInt(), List.of()).stream()
                .noneMatch(TaskFacts::reached)
        ? Stream.of(ofAlert(alert, AlarmCondition.NOBODY_REACHED))
        : Stream.of();
  }

  private static Stream<Cause> targetPassed(AlertFacts alert) {
    ResponseTimes times = alert.times();
    return times != null && times.targetMissedAt() != null && times.onSceneAt() == null
        ? Stream.of(ofAlert(alert, AlarmCondition.TARGET_PASSED))
        : Stream.of();
  }

  private static Stream<Cause> wavesUsedUp(AlertFacts alert) {
    return alert.escalation() != null && !alert.isCovered()
        ? Stream.of(ofAlert(alert, AlarmCondition.WAVES_USED_UP))
        : Stream.of();
  }

  private static Stream<Cause> deliveryOut(AlertFacts alert) {
    return alert.deliveryDoubtful() && !alert.isCovered()
        ? Stream.of(ofAlert(alert, AlarmCondition.DELIVERY_OUT))
        : Stream.of();
  }

  /** What a team asks for after somebody has it in hand is another call. */
  private static Stream<Cause> helpCalled(AlertFacts alert) {
    Map<UUID, Optional<Instant>> latest =
        alert.openHelp().stream()
            .collect(
                Collectors.groupingBy(
                    OpenHelp::taskId,
                    Collectors.mapping(OpenHelp::at, Collectors.maxBy(Comparator.naturalOrder()))));
    return latest.entrySet().stream()
        .map(
            help ->
                new Cause(
                    AlarmCondition.HELP_CALLED,
                    help.getKey().toString(),
                    AlarmPriority.HIGH,
                    alert.jurisdiction(),
                    help.getValue().orElse(null)));
  }

  /** It is the parent's to accept it. */
  private static Stream<Cause> escalationOpen(AlertFacts alert) {
    Escalation escalation = alert.escalation();
    return escalation != null && escalation.acceptedAt() == null && !alert.isCovered()
        ? Stream.of(
            new Cause(
                AlarmCondition.ESCALATION_OPEN,
                alert.alertId().toString(),
                AlarmPriority.HIGH,
                escalation.to(),
                null))
        : Stream.of();
  }

  private static Stream<Cause> teamDroppedOut(AlertFacts alert) {
    return alert.droppedOut() && !alert.isCovered()
        ? Stream.of(ofAlert(alert, AlarmCondition.TEAM_GONE))
        : Stream.of();
  }

  private static Stream<Cause> teamsOffDuty(AlertFacts alert) {
    return alert.tasks().stream()
        .filter(task -> task.unstaffedAt() != null && task.state().covers())
        .map(task -> ofTask(alert, AlarmCondition.TEAM_GONE, task, task.unstaffedAt()));
  }

  private static Stream<Cause> teamsNotMoving(AlertFacts alert) {
    return alert.tasks().stream()
        .filter(task -> task.state() == TaskState.ACKNOWLEDGED)
        .filter(
            task -> {
              Instant reminded = task.remindedAt();
              return reminded != null && !reminded.isBefore(task.changedAt());
            })
        .map(task -> ofTask(alert, AlarmCondition.NOT_MOVING, task, task.remindedAt()));
  }

  private static Cause ofAlert(AlertFacts alert, AlarmCondition condition) {
    return new Cause(
        condition,
        alert.alertId().toString(),
        priorityOf(condition, alert.severity()),
        alert.jurisdiction(),
        null);
  }

  private static Cause ofTask(
      AlertFacts alert, AlarmCondition condition, TaskFacts task, @Nullable Instant since) {
    return new Cause(
        condition,
        task.taskId().toString(),
        priorityOf(condition, alert.severity()),
        alert.jurisdiction(),
        since);
  }

  /** Of a condition that concerns no alert, or whatever alert it concerns. */
  public static Cause ofSystem(AlarmCondition condition, String subject) {
    return new Cause(condition, subject, priorityOf(condition, Severity.MINOR), null, null);
  }

  /** Of an alert to which nothing will happen by itself. */
  public static Cause stuck(UUID alertId, JurisdictionCode jurisdiction) {
    return new Cause(
        AlarmCondition.ALERT_STUCK, alertId.toString(), AlarmPriority.HIGH, jurisdiction, null);
  }

  /**
   * @param severity of the alert that it is about
   */
  public static AlarmPriority priorityOf(AlarmCondition condition, Severity severity) {
    return switch (condition) {
      case NOBODY_REACHED,
          ALERT_STUCK,
          WAVES_USED_UP,
          DELIVERY_OUT,
          HELP_CALLED,
          ESCALATION_OPEN,
          STREAM_LOST ->
          AlarmPriority.HIGH;
      case TARGET_PASSED ->
          switch (severity) {
            case EXTREME, SEVERE -> AlarmPriority.HIGH;
            case MODERATE, MINOR -> AlarmPriority.MEDIUM;
          };
      case TEAM_GONE, NOT_MOVING, REPORT_OVERDUE, CONSUMER_LAGS, OUTBOX_AGES, LEAD_GONE ->
          AlarmPriority.MEDIUM;
      case WAVE_SHORT, TEAM_REPLACED, CLUE -> AlarmPriority.LOW;
    };
  }
}
