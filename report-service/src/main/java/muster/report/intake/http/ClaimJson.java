package muster.report.intake.http;

import java.time.Instant;
import muster.report.intake.Claim;
import muster.report.intake.Report;
import org.jspecify.annotations.Nullable;

/**
 * Who is about to decide on a report.
 *
 * @param name what the account was called when it claimed it
 * @param until when it ends unless there is activity before
 */
record ClaimJson(String account, String name, Instant since, Instant until) {

  /**
   * Null if nobody has claimed it.
   *
   * @param until when the claim that there is ends; null if there is none any more
   */
  static @Nullable ClaimJson of(Report report, @Nullable Instant until) {
    Claim claim = report.claim();
    return claim == null || until == null
        ? null
        : new ClaimJson(claim.account(), claim.name(), claim.since(), until);
  }
}
