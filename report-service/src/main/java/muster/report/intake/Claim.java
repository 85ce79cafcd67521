package muster.report.intake;

import java.time.Instant;
import muster.contracts.report.ReportEvent.ReportClaimed;

/**
 * Who is about to decide on a report.
 *
 * @param name what the account was called when it claimed it
 */
public record Claim(String account, String name, Instant since) {
  static Claim of(ReportClaimed claimed) {
    return new Claim(claimed.by(), claimed.name(), claimed.at());
  }
}
