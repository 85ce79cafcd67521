package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertCovered;
import muster.contracts.dispatch.DispatchEvent.AlertEscalated;
import muster.contracts.dispatch.DispatchEvent.AlertExpired;
import muster.contracts.dispatch.DispatchEvent.AlertUncovered;
import muster.contracts.dispatch.DispatchEvent.EscalationAccepted;
import muster.contracts.dispatch.DispatchEvent.EscalationToldAgain;
import muster.contracts.dispatch.DispatchEvent.LeadLeft;
import muster.contracts.dispatch.DispatchEvent.LeadTaken;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MemberLeft;
import muster.contracts.dispatch.DispatchEvent.MessageSent;
import muster.contracts.dispatch.DispatchEvent.TaskAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskEnRoute;
import muster.contracts.dispatch.DispatchEvent.TaskHelpAcknowledged;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.TaskPromoted;
import muster.contracts.dispatch.DispatchEvent.TaskPutOnStandby;
import muster.contracts.dispatch.DispatchEvent.TaskReached;
import muster.contracts.dispatch.DispatchEvent.TaskReleased;
import muster.contracts.dispatch.DispatchEvent.TaskReminded;
import muster.contracts.dispatch.DispatchEvent.TaskStaffedAgain;
import muster.contracts.dispatch.DispatchEvent.TaskTelephoned;
import muster.contracts.dispatch.DispatchEvent.TaskUnreached;
import muster.contracts.dispatch.DispatchEvent.TaskUnstaffed;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawn;
import muster.contracts.dispatch.DispatchEvent.TaskWithdrawnV2;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.place.JurisdictionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken history is not gone on with. */
class AlertEvolutionTest {
  private static final Instant AT = AlertStory.START;
  private static final UUID ID = AlertStory.ALERT;
  private static final AlertStory STORY =
      AlertStory.needing(1, "xizhu", "liyi")
          .under(AlertStory.terms(1, 1, 2, 3))
          .issued()
          .confirms("liyi")
          .acknowledges("xizhu");
  private static final UUID XIZHU = STORY.taskId("xizhu");
  private static final UUID LIYI = STORY.taskId("liyi");

  static Stream<DispatchEvent> impossibleEvents() {
    return Stream.of(
        STORY.history().getFirst(),
        new AlertExpired(new UUID(1, 1), AT),
        new AlertExpired(ID, AT),
        new WaveOpened(ID, AT, 3, WaveOpened.Trigger.DEADLINE, 100, AT, List.of()),
        new TaskOffered(
            ID, AT, LIYI, "liyi", "Liyi", 1, AlertStory.reason(1), AT, null, null, null, null),
        new TaskOffered(
            ID,
            AT,
            new UUID(3, 3),
            "liyi",
            "Liyi",
            1,
            AlertStory.reason(1),
            AT,
            null,
            null,
            null,
            null),
        new TaskOffered(
            ID,
            AT,
            new UUID(3, 3),
            "new",
            "New",
            2,
            AlertStory.reason(1),
            AT,
            null,
            null,
            null,
            null),
        new TaskAcknowledged(ID, AT, LIYI, "liyi", "by", null),
        new TaskAcknowledged(ID, AT, new UUID(3, 3), "new", "by", null),
        new TaskPutOnStandby(ID, AT, LIYI, "liyi", "by", 2, null),
        new TaskPutOnStandby(ID, AT, LIYI, "xizhu", "by", 1, null),
        new TaskPromoted(ID, AT, LIYI, "liyi"),
        new TaskPromoted(ID, AT, LIYI, "liyi", "dispatcher"),
        new TaskWithdrawn(ID, AT, LIYI, "liyi", "by", null, null),
        answer(new UUID(3, 3), "new", "m", MemberAnswered.Answer.COMES),
        answer(LIYI, "liyi", "xizhu", MemberAnswered.Answer.COMES),
        answer(LIYI, "liyi", "m", MemberAnswered.Answer.WITHDRAWS),
        new TaskWithdrawnV2(ID, AT, new UUID(3, 3), "new", TaskWithdrawnV2.Cause.TEAM_DISBANDED),
        new TaskUnstaffed(ID, AT, LIYI, "liyi"),
        new TaskStaffedAgain(ID, AT, XIZHU, "xizhu", "m"),
        new MemberLeft(ID, AT, LIYI, "liyi", "m"),
        new TaskEnRoute(ID, AT, LIYI, "liyi", "by"),
        new TaskReached(ID, AT, LIYI, "liyi", "v"),
        new TaskUnreached(ID, AT, LIYI, "liyi"),
        new TaskUnreached(ID, AT, XIZHU, "xizhu"),
        new TaskReleased(ID, AT, XIZHU, "xizhu"),
        late(TaskAnsweredLate.Answer.COMES),
        new AlertCovered(ID, AT, 1),
        new AlertUncovered(ID, AT, 1),
        new AlertEscalated(ID, AT, new JurisdictionCode("3203"), new JurisdictionCode("32"), 1),
        new EscalationToldAgain(ID, AT, new JurisdictionCode("32"), 1, null, 2),
        new EscalationAccepted(ID, AT, "by", new JurisdictionCode("32")),
        new MessageSent(ID, AT, "by", "text", List.of(), null),
        new MessageSent(
            ID, AT, "by", "text", List.of(new MessageSent.Recipient(new UUID(3, 3), "new")), null),
        new TaskReminded(ID, AT, LIYI, "liyi"),
        new LeadTaken(ID, AT, "zhang", "Zhang", "li"),
        new LeadLeft(ID, AT, "zhang"),
        new TaskTelephoned(
            ID, AT, new UUID(3, 3), "new", "by", null, TaskTelephoned.Result.REACHED),
        new TaskHelpAcknowledged(ID, AT, new UUID(3, 3), "new", "by", AT));
  }

  private static TaskAnsweredLate late(TaskAnsweredLate.Answer answer) {
    return new TaskAnsweredLate(
        ID, AT, LIYI, "liyi", "by", answer, null, null, "m", MemberAnswered.Said.APP, null);
  }

  private static MemberAnswered answer(
      UUID task, String team, String member, MemberAnswered.Answer answer) {
    return new MemberAnswered(
        ID, AT, task, team, member, member, answer, null, MemberAnswered.Said.APP, null);
  }

  @ParameterizedTest
  @MethodSource("impossibleEvents")
  void anEventThatCannotHaveHappenedIsNotApplied(DispatchEvent event) {
    assertThatThrownBy(() -> STORY.state().evolve(event))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("impossible event: ");
  }

  @Test
  void nothingComesBeforeTheIssueAndNothingAfterTheEnd() {
    AlertExpired expired = new AlertExpired(ID, AT);
    assertThatThrownBy(() -> AlertState.notIssued().evolve(expired))
        .hasMessageContaining("never issued");
    AlertState ended = AlertStory.needing(1).issued().isResolved().state();
    assertThatThrownBy(() -> ended.evolve(expired)).hasMessageContaining("over");
    var unknown = late(TaskAnsweredLate.Answer.CANNOT);
    assertThatThrownBy(() -> ended.evolve(unknown)).hasMessageContaining("no such task");
  }

  @Test
  void theVersionCountsTheEvents() {
    assertThat(AlertState.notIssued().version()).isZero();
    assertThat(STORY.state().version()).isEqualTo(STORY.history().size());
  }
}
