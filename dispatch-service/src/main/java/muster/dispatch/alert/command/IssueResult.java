package muster.dispatch.alert.command;

import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.Rejection;

/** What became of a request to issue an alert. */
public sealed interface IssueResult {

  /** Now, or when the same request came before. */
  record Answered(KeptAnswer answer) implements IssueResult {}

  /** The key was used for another request. */
  record KeyReused() implements IssueResult {}

  /** The key is as if never used. */
  record Refused(Rejection rejection) implements IssueResult {}
}
