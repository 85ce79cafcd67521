package muster.dispatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.AlarmPriority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Acknowledged, shelved, sounding again, gone and back. */
class AlarmDeciderTest {
  private static final String VILLAGE = "320371003209";

  private static SomeAlarm high() {
    return SomeAlarm.raised(AlarmPriority.HIGH, VILLAGE);
  }

  private static SomeAlarm medium() {
    return SomeAlarm.raised(AlarmPriority.MEDIUM, VILLAGE);
  }

  @Test
  void whoeverIsFirstHasItInHandAndARepetitionChangesNothing() {
    SomeAlarm alarm = high().after(5).acknowledgedBy("zhang");
    assertThat(alarm.happened()).containsExactly("alarm.acknowledged.v1");
    assertThat(alarm.acknowledgedBy("zhang").happened()).isEmpty();
    assertThat(alarm.acknowledgedBy("li").happened()).isEmpty();
    assertThat(alarm.alarm().acknowledgement())
        .isEqualTo(new Alarm.Acknowledged("zhang", "Name of zhang", SomeAlarm.T0.plusSeconds(5)));
  }

  @Test
  void aHighAlarmThatNobodyAcknowledgesSoundsAgainOneLevelUpEachMinuteUpToTheProvince() {
    SomeAlarm alarm = high().after(59).rings(false);
    assertThat(alarm.happened()).as("a second before its time").isEmpty();
    int level = 0;
    for (String to : List.of("320371003", "320371", "3203", "32")) {
      alarm.after(level == 0 ? 1 : 60).rings(false);
      level++;
      AlarmEvent.AlarmSoundedAgain again = (AlarmEvent.AlarmSoundedAgain) alarm.events().getFirst();
      assertThat(again.level()).isEqualTo(level);
      assertThat(again.to()).hasToString(to);
      assertThat(again.acknowledgedBy()).isNull();
      assertThat(alarm.alarm().level()).isEqualTo(level);
    }
    assertThat(alarm.alarm().dueAt()).as("there is nobody above").isNull();
    assertThat(alarm.after(600).rings(false).happened()).isEmpty();
  }

  @Test
  void whoAcknowledgesAndDoesNothingHasItNoMore() {
    SomeAlarm alarm = high().after(30).acknowledgedBy("zhang").after(59).rings(false);
    assertThat(alarm.happened()).as("he has his own minute").isEmpty();
    alarm.after(1).rings(false);
    AlarmEvent.AlarmSoundedAgain again = (AlarmEvent.AlarmSoundedAgain) alarm.events().getFirst();
    assertThat(again.acknowledgedBy()).isEqualTo("zhang");
    assertThat(again.level()).isEqualTo(1);
    assertThat(alarm.alarm().acknowledgement()).isNull();
    assertThat(alarm.acknowledgedBy("li").happened()).containsExactly("alarm.acknowledged.v1");
  }

  @Test
  void whoAcknowledgesAndActsKeepsIt() {
    SomeAlarm alarm = high().acknowledgedBy("zhang").after(60).rings(true);
    assertThat(alarm.happened()).isEmpty();
    assertThat(alarm.alarm().acknowledgement()).isNotNull();
    assertThat(alarm.alarm().level()).isZero();
  }

  @Test
  void atTheTopAnAcknowledgementThatNothingFollowsIsVoidAllTheSame() {
    SomeAlarm alarm = SomeAlarm.raised(AlarmPriority.HIGH, "32");
    assertThat(alarm.alarm().dueAt()).isNull();
    alarm.acknowledgedBy("zhang").after(60).rings(false);
    AlarmEvent.AlarmSoundedAgain again = (AlarmEvent.AlarmSoundedAgain) alarm.events().getFirst();
    assertThat(again.level()).isZero();
    assertThat(again.to()).hasToString("32");
    assertThat(alarm.alarm().acknowledgement()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = AlarmPriority.class,
      names = {"MEDIUM", "LOW"})
  void noOtherSoundsAgain(AlarmPriority priority) {
    SomeAlarm alarm = SomeAlarm.raised(priority, VILLAGE);
    assertThat(alarm.alarm().dueAt()).isNull();
    assertThat(alarm.after(600).rings(false).happened()).isEmpty();
  }

  @Test
  void aLowOneIsGoneWhenItIsSeen() {
    SomeAlarm alarm = SomeAlarm.raised(AlarmPriority.LOW, VILLAGE).acknowledgedBy("zhang");
    assertThat(alarm.happened()).containsExactly("alarm.acknowledged.v1", "alarm.gone.v1");
    assertThat(alarm.alarm().isListed(SomeAlarm.T0)).isFalse();
  }

  @Test
  void aHighOneIsNotShelved() {
    SomeAlarm alarm = high().shelvedBy("zhang", 5, "too loud");
    assertThat(alarm.refused()).containsExactly(AlarmRejection.PRIORITY);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 15, 60})
  void aShelvedOneIsShelvedNoMoreWhenItsTimeIsOver(int minutes) {
    SomeAlarm alarm = medium().after(10).shelvedBy("zhang", minutes, "the road is closed");
    assertThat(alarm.happened()).containsExactly("alarm.shelved.v1");
    assertThat(alarm.after(60 * minutes - 1).rings(false).happened()).isEmpty();
    alarm.after(1).rings(false);
    AlarmEvent.AlarmShelvingEnded ended = (AlarmEvent.AlarmShelvingEnded) alarm.events().getFirst();
    assertThat(ended.by()).isNull();
    assertThat(alarm.alarm().shelving()).isNull();
    assertThat(alarm.alarm().dueAt()).isNull();
  }

  @Test
  void theSameRequestAgainChangesNothingAndALaterOneBeginsTheTimeAnew() {
    SomeAlarm alarm = medium().shelvedBy("zhang", 15, "the road is closed").after(3);
    assertThat(alarm.shelvedBy("zhang", 15, "the road is closed").happened()).isEmpty();
    assertThat(alarm.shelvedBy("li", 15, "the road is closed").happened()).hasSize(1);
    assertThat(alarm.shelvedBy("li", 60, "the road is closed").happened()).hasSize(1);
    assertThat(alarm.after(600).shelvedBy("li", 60, "the road is closed").happened()).hasSize(1);
    assertThat(alarm.alarm().dueAt()).isEqualTo(SomeAlarm.T0.plusSeconds(603 + 3_600));
    assertThat(alarm.unshelved().happened()).containsExactly("alarm.shelving-ended.v1");
    assertThat(alarm.unshelved().happened()).isEmpty();
  }

  @Test
  void whatIsGoneIsNotShelvedAndStaysInSightForADayUntilSomebodyHasSeenIt() {
    SomeAlarm alarm = medium().after(60).gone();
    assertThat(alarm.happened()).containsExactly("alarm.gone.v1");
    assertThat(alarm.gone().happened()).isEmpty();
    alarm.shelvedBy("zhang", 5, "x");
    assertThat(alarm.refused()).containsExactly(AlarmRejection.GONE);
    assertThat(alarm.alarm().isListed(SomeAlarm.T0.plusSeconds(86_459))).isTrue();
    assertThat(alarm.alarm().isListed(SomeAlarm.T0.plusSeconds(86_460))).isFalse();
    assertThat(alarm.acknowledgedBy("zhang").happened()).containsExactly("alarm.acknowledged.v1");
    assertThat(alarm.alarm().isListed(SomeAlarm.T0.plusSeconds(61))).isFalse();
  }

  @Test
  void whatIsBackIsTheSameAlarmWithItsAcknowledgementAndItsFirstTime() {
    SomeAlarm alarm = high().acknowledgedBy("zhang").after(20).gone().after(5).back();
    AlarmEvent.AlarmRaised again = (AlarmEvent.AlarmRaised) alarm.events().getFirst();
    assertThat(again.raisedAt()).isEqualTo(SomeAlarm.T0);
    assertThat(again.at()).isEqualTo(SomeAlarm.T0.plusSeconds(25));
    assertThat(alarm.alarm().isGone()).isFalse();
    assertThat(alarm.alarm().acknowledgement()).isNotNull();
    assertThat(alarm.back().happened()).isEmpty();
  }

  @Test
  void oneThatIsBackUnacknowledgedSoundsAgainAMinuteAfterThatAndAShelvedOneIsStillShelved() {
    SomeAlarm loud = high().after(50).gone().after(5).back();
    assertThat(loud.alarm().dueAt()).isEqualTo(SomeAlarm.T0.plusSeconds(115));
    SomeAlarm quiet = medium().shelvedBy("zhang", 5, "x").after(50).gone().after(5).back();
    assertThat(quiet.alarm().dueAt()).isEqualTo(SomeAlarm.T0.plusSeconds(300));
    SomeAlarm late = medium().shelvedBy("zhang", 5, "x").after(298).gone().after(5).back();
    assertThat(late.alarm().shelving()).isNull();
  }

  @Test
  void anEventOfAnotherAlarmIsAMistake() {
    Alarm one = high().alarm();
    AlarmEvent ofAnother = high().gone().events().getFirst();
    assertThatThrownBy(() -> one.after(ofAnother)).isInstanceOf(IllegalStateException.class);
  }
}
