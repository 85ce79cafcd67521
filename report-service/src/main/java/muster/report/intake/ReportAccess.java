package muster.report.intake;

import muster.contracts.access.Caller;
import muster.contracts.access.Role;

/** Who may see which reports. Anybody may report. */
public final class ReportAccess {
  private ReportAccess() {}

  /** True if the caller sees more than their own reports. */
  public static boolean readsScope(Caller caller) {
    return caller.hasAny(Role.OFFICER, Role.DISPATCHER, Role.OPERATOR);
  }

  public static boolean maySee(Caller caller, Submission submission) {
    return submission.by().equals(caller.subject())
        || (readsScope(caller) && caller.covers(submission.jurisdiction()));
  }
}
