package muster.dispatch.alert;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate;
import muster.contracts.dispatch.DispatchEvent.TaskAnsweredLate.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a team said when its alert was over, each for himself or herself. In a
 * history from before it was told whose answer one is, each stands for the whole team.
 *
 * @param byMember the last one of each, by the volunteer's id, or by the account where that is all
 *     that is known; a yes from before the team's no is not among them
 * @param last of all of them; null when nobody has said anything
 * @param refused the team's no, which no yes has followed
 */
public record LateAnswers(Map<String, Answer> byMember, @Nullable Answer last, boolean refused) {
  static final LateAnswers NONE = new LateAnswers(Map.of(), null, false);

  public LateAnswers {
    byMember = Map.copyOf(byMember);
  }

  LateAnswers with(TaskAnsweredLate late) {
    Answer answer = late.answer();
    boolean teamsNo = answer == Answer.CANNOT && !Boolean.TRUE.equals(late.othersLeft());
    Map<String, Answer> all = new HashMap<>(byMember);
    if (teamsNo) {
      all.values().removeIf(each -> each == Answer.COMES);
    }
    String volunteerId = late.volunteerId();
    if (volunteerId == null) {
      all.put(late.by(), answer);
    } else {
      if (late.said() == Said.APP) {
        all.remove(late.by()); // The same member's, from when only the account was told.
      }
      all.put(volunteerId, answer);
    }
    return new LateAnswers(all, answer, teamsNo || (refused && answer != Answer.COMES));
  }

  /** What the member said last. */
  Optional<Answer> find(Respondent who) {
    Optional<Answer> own = find(who.volunteerId());
    return own.isEmpty() && who.said() == Said.APP ? find(who.by()) : own;
  }

  /** The same of somebody whose account is not known. */
  Optional<Answer> find(String volunteerId) {
    return Optional.ofNullable(byMember.get(volunteerId));
  }

  boolean somebodyComes() {
    return byMember.containsValue(Answer.COMES);
  }

  boolean somebodyComesBeside(Respondent who) {
    Map<String, Answer> others = new HashMap<>(byMember);
    others.remove(who.volunteerId());
    if (who.said() == Said.APP) {
      others.remove(who.by());
    }
    return others.containsValue(Answer.COMES);
  }
}
