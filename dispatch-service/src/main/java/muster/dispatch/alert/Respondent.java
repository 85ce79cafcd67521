package muster.dispatch.alert;

import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;

/**
 * Whose answer to a task it is.
 *
 * @param volunteerId the member of the task's team
 * @param by the account that gives the answer: the member's own, or who heard it on the phone or
 *     radio
 */
public record Respondent(String volunteerId, String by, Said said) {

  /** A member who answers in the app. */
  public static Respondent inApp(String volunteerId, String account) {
    return new Respondent(volunteerId, account, Said.APP);
  }
}
