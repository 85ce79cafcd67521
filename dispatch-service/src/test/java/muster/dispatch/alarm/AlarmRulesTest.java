package muster.dispatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAsked.Kind;
import muster.contracts.dispatch.Severity;
import muster.dispatch.alert.AlertStatus;
import muster.dispatch.alert.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What of an alert somebody must act on. */
class AlarmRulesTest {
  private final SomeAlert alert = new SomeAlert();

  @Test
  void anAlertThatGoesItsWayRaisesNone() {
    alert.team(1, TaskState.OFFERED);
    alert.team(1, TaskState.DECLINED);
    assertThat(alert.causes()).isEmpty();
  }

  static Stream<Arguments> waves() {
    return Stream.of(
        Arguments.of("1U 1U", true),
        Arguments.of("1U 1O", true), // called in the place of the first, and not reached yet
        Arguments.of("1U 1R", false),
        Arguments.of("1U 1D", false),
        Arguments.of("1O 1O", false),
        Arguments.of("1U 2O", true), // the second wave has its time to confirm
        Arguments.of("1R 2U", true),
        Arguments.of("1U 2R", false),
        Arguments.of("1R 2U 3O", true),
        Arguments.of("", false));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("waves")
  void nobodyIsReachedWhenTheLatestWaveThatHadItsTimeHasReachedNobody(
      String teams, boolean nobodyReached) {
    for (String team : teams.isEmpty() ? new String[0] : teams.split(" ")) {
      int wave = team.charAt(0) - '0';
      switch (team.charAt(1)) {
        case 'U' -> alert.team(wave, TaskState.UNREACHED);
        case 'O' -> alert.team(wave, TaskState.OFFERED);
        case 'R' -> alert.team(wave, TaskState.OFFERED, true, null, null);
        default -> alert.team(wave, TaskState.DECLINED);
      }
    }
    assertThat(alert.causes())
        .isEqualTo(nobodyReached ? List.of("HIGH NOBODY_REACHED alert 320371003209") : List.of());
  }

  @Test
  void whoeverComesNobodyNeedsToBeReached() {
    alert.team(1, TaskState.UNREACHED);
    assertThat(alert.is(AlertStatus.COVERED).causes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EXTREME, HIGH",
    "SEVERE, HIGH",
    "MODERATE, MEDIUM",
    "MINOR, MEDIUM",
  })
  void aMissedTargetIsHighWhereLifeIsAtStake(Severity severity, AlarmPriority priority) {
    alert.of(severity).targetMissed(false);
    assertThat(alert.causes()).containsExactly(priority + " TARGET_PASSED alert 320371003209");
    assertThat(alert.targetMissed(true).causes()).as("somebody is there").isEmpty();
  }

  @Test
  void anEscalationIsAnAlarmOfTheAlertsAndOneOfTheParents() {
    assertThat(alert.escalated(null).causes())
        .containsExactly(
            "HIGH WAVES_USED_UP alert 320371003209", "HIGH ESCALATION_OPEN alert 320371003");
    assertThat(alert.escalated("o-1").causes())
        .as("accepted, and still short")
        .containsExactly("HIGH WAVES_USED_UP alert 320371003209");
    assertThat(alert.is(AlertStatus.COVERED).causes()).as("covered after all").isEmpty();
  }

  @Test
  void aDoubtStandsUntilSomebodyIsReachedOrEnoughCome() {
    assertThat(alert.doubtful().causes()).containsExactly("HIGH DELIVERY_OUT alert 320371003209");
    assertThat(alert.is(AlertStatus.COVERED).causes()).isEmpty();
  }

  @Test
  void eachTeamThatAsksForHelpIsAnAlarmAndALaterCallIsAnotherOne() {
    UUID one = alert.team(1, TaskState.EN_ROUTE);
    UUID other = alert.team(1, TaskState.ON_SCENE);
    alert.asksForHelp(one, Kind.MORE_PEOPLE, 10).asksForHelp(other, Kind.POLICE, 20);
    assertThat(alert.causes())
        .containsExactly(
            "HIGH HELP_CALLED task 320371003209", "HIGH HELP_CALLED task 320371003209");
    Alarm raised = SomeAlarm.standingFor(causeOf(one), alert.id);
    assertThat(causeOf(one).isOf(raised)).isTrue();

    alert.asksForHelp(one, Kind.DANGER, 60);
    assertThat(causeOf(one).isOf(raised)).as("they are in danger now").isFalse();
  }

  private Cause causeOf(UUID task) {
    return AlarmRules.causesOf(alert.facts()).stream()
        .filter(cause -> cause.subject().equals(task.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTeamIsGoneThatHasDroppedOutOrWhoseMembersAreAllOffDuty() {
    assertThat(alert.droppedOut().causes()).containsExactly("MEDIUM TEAM_GONE alert 320371003209");
    alert.is(AlertStatus.COVERED);
    assertThat(alert.causes()).as("a standby has moved up").isEmpty();
    alert.team(1, TaskState.EN_ROUTE, true, null, SomeAlert.T0.plusSeconds(30));
    alert.team(1, TaskState.WITHDRAWN, true, null, SomeAlert.T0.plusSeconds(30));
    assertThat(alert.causes()).containsExactly("MEDIUM TEAM_GONE task 320371003209");
  }

  @Test
  void aTeamThatWasRemindedAndDoesNotMoveIsAnAlarmUntilItDoes() {
    alert.team(1, TaskState.ACKNOWLEDGED, true, SomeAlert.T0.plusSeconds(120), null);
    alert.team(1, TaskState.EN_ROUTE, true, SomeAlert.T0.plusSeconds(120), null);
    alert.team(1, TaskState.ACKNOWLEDGED, true, null, null);
    alert.team(1, TaskState.ACKNOWLEDGED, true, SomeAlert.T0.minusSeconds(1), null);
    assertThat(alert.causes()).containsExactly("MEDIUM NOT_MOVING task 320371003209");
  }

  @ParameterizedTest
  @EnumSource(
      value = AlertStatus.class,
      names = {"RESOLVED", "CANCELLED", "EXPIRED", "MERGED"})
  void ofAnAlertThatIsOverNothingStands(AlertStatus over) {
    UUID task = alert.team(1, TaskState.ACKNOWLEDGED, true, SomeAlert.T0.plusSeconds(1), null);
    alert.escalated(null).targetMissed(false).doubtful().droppedOut();
    alert.asksForHelp(task, Kind.DANGER, 1).is(over);
    assertThat(alert.causes()).isEmpty();
    for (AlarmCondition condition :
        List.of(
            AlarmCondition.ALERT_STUCK,
            AlarmCondition.LEAD_GONE,
            AlarmCondition.WAVE_SHORT,
            AlarmCondition.TEAM_REPLACED,
            AlarmCondition.CLUE)) {
      assertThat(AlarmRules.outlives(condition, alert.facts())).as("" + condition).isFalse();
    }
  }

  @Test
  void whatIsToBeSeenOnceIsNoNewsWhenEnoughComeButAClueIs() {
    assertThat(AlarmRules.outlives(AlarmCondition.WAVE_SHORT, alert.facts())).isTrue();
    alert.is(AlertStatus.COVERED);
    assertThat(AlarmRules.outlives(AlarmCondition.WAVE_SHORT, alert.facts())).isFalse();
    assertThat(AlarmRules.outlives(AlarmCondition.TEAM_REPLACED, alert.facts())).isFalse();
    assertThat(AlarmRules.outlives(AlarmCondition.CLUE, alert.facts())).isTrue();
    assertThat(AlarmRules.outlives(AlarmCondition.LEAD_GONE, alert.facts())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(AlarmCondition.class)
  void whatTheAlertSaysItselfOutlivesNothing(AlarmCondition condition) {
    if (AlarmRules.follows(condition)) {
      assertThat(AlarmRules.outlives(condition, alert.facts())).isFalse();
    }
  }
}
