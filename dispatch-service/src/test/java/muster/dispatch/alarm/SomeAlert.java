package muster.dispatch.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alarm.AlertFacts.TaskFacts;
import muster.dispatch.alert.AlertStatus;
import muster.dispatch.alert.Escalation;
import muster.dispatch.alert.OpenHelp;
import muster.dispatch.alert.ResponseTimes;
import muster.dispatch.alert.TaskState;
import org.jspecify.annotations.Nullable;

/** An alert that a test describes in a line. */
final class SomeAlert {
  static final Instant T0 = Instant.parse("2022-03-12T01:15:00Z");
  static final JurisdictionCode VILLAGE = new JurisdictionCode("320371003209");
  static final JurisdictionCode TOWN = new JurisdictionCode("320371003");

  final UUID id = UUID.randomUUID();
  private Severity severity = Severity.MODERATE;
  private AlertStatus status = AlertStatus.CALLING;
  private @Nullable Escalation escalation;
  private @Nullable ResponseTimes times = new ResponseTimes(null, null, null, null, null);
  private final List<OpenHelp> help = new ArrayList<>();
  private final List<TaskFacts> tasks = new ArrayList<>();
  private boolean doubtful;
  private boolean droppedOut;

  SomeAlert is(AlertStatus now) {
    status = now;
    return this;
  }

  SomeAlert of(Severity other) {
    severity = other;
    return this;
  }

  SomeAlert escalated(@Nullable String acceptedBy) {
    status = AlertStatus.ESCALATED;
    escalation =
        new Escalation(TOWN, T0, 1, T0, acceptedBy, acceptedBy == null ? null : T0.plusSeconds(9));
    return this;
  }

  SomeAlert targetMissed(boolean onScene) {
    times =
        new ResponseTimes(T0, T0, T0, onScene ? T0.plusSeconds(700) : null, T0.plusSeconds(600));
    return this;
  }

  SomeAlert doubtful() {
    doubtful = true;
    return this;
  }

  SomeAlert droppedOut() {
    droppedOut = true;
    return this;
  }

  /** Nobody has confirmed, unless the state says so. */
  UUID team(int wave, TaskState state) {
    return team(
        wave, state, state != TaskState.OFFERED && state != TaskState.UNREACHED, null, null);
  }

  UUID team(
      int wave,
      TaskState state,
      boolean reached,
      @Nullable Instant remindedAt,
      @Nullable Instant unstaffedAt) {
    UUID task = UUID.randomUUID();
    tasks.add(new TaskFacts(task, state, wave, reached, T0, remindedAt, unstaffedAt));
    return task;
  }

  SomeAlert asksForHelp(UUID task, Kind kind, int seconds) {
    help.add(new OpenHelp(task, "t-1", "One", kind, null, T0.plusSeconds(seconds)));
    return this;
  }

  AlertFacts facts() {
    return new AlertFacts(
        id,
        40_317,
        VILLAGE,
        severity,
        status,
        escalation,
        times,
        help,
        tasks,
        doubtful,
        droppedOut);
  }

  /** Each cause in a line, such as {@code HIGH NOBODY_REACHED alert 320371003209}. */
  List<String> causes() {
    return AlarmRules.causesOf(facts()).stream()
        .map(
            cause ->
                "%s %s %s %s"
                    .formatted(
                        cause.priority(),
                        cause.condition(),
                        cause.subject().equals(id.toString()) ? "alert" : "task",
                        cause.jurisdiction()))
        .toList();
  }
}
