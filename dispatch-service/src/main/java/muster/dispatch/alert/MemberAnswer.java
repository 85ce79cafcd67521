package muster.dispatch.alert;

import java.time.Instant;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;
import muster.contracts.dispatch.DispatchEvent.TaskTakenOver;
import org.jspecify.annotations.Nullable;

/**
 * What one member of a called team said last.
 *
 * @param by the account that gave the answer: the member's own, or who heard it
 * @param etaSeconds the member's own estimate from {@code at}, 0 to 86400; only of one who comes
 * @param reason in the member's own words, up to 500 characters
 */
public record MemberAnswer(
    String volunteerId,
    String by,
    Answer answer,
    @Nullable Integer etaSeconds,
    Said said,
    @Nullable String reason,
    Instant at) {

  static MemberAnswer of(MemberAnswered event) {
    return new MemberAnswer(
        event.volunteerId(),
        event.by(),
        event.answer(),
        event.etaSeconds(),
        event.said(),
        event.reason(),
        event.at());
  }

  static MemberAnswer of(TaskTakenOver.Member said) {
    return new MemberAnswer(
        said.volunteerId(),
        said.by(),
        said.answer(),
        said.etaSeconds(),
        said.said(),
        said.reason(),
        said.answeredAt());
  }

  TaskTakenOver.Member toMember() {
    return new TaskTakenOver.Member(volunteerId, by, answer, etaSeconds, said, reason, at);
  }

  /**
   * Of a history from before members had answers of their own: the account that answered for the
   * team stands for the one member.
   */
  static MemberAnswer ofTeam(String by, @Nullable Integer etaSeconds, Instant at) {
    return new MemberAnswer(by, by, Answer.COMES, etaSeconds, Said.APP, null, at);
  }

  boolean comes() {
    return answer == Answer.COMES;
  }

  /** Known by the volunteer's id, or, from an old history, by the account alone. */
  boolean isOf(Respondent who) {
    return volunteerId.equals(who.volunteerId())
        || (said == Said.APP && volunteerId.equals(who.by()));
  }

  /** When the member expects to be there; null without an estimate. */
  @Nullable Instant arrivesAt() {
    return etaSeconds == null ? null : at.plusSeconds(etaSeconds);
  }
}
