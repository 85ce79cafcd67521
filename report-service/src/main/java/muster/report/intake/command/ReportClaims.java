package muster.report.intake.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Report;
import muster.report.intake.ReportCommand;
import muster.report.intake.postgres.ClaimTable;

/** Who is about to decide on which report, and for how long that is so. */
public final class ReportClaims {
  /** Of those that ended by themselves, in one go; the others have their turn a second later. */
  private static final int AT_ONCE = 200;

  private static final Consumer<Report> NOTHING = report -> {};

  private final ReportCommands reports;
  private final ClaimTable claims;
  private final Duration lasts;
  private final Clock clock;

  /**
   * @param lasts after the last activity
   */
  public ReportClaims(ReportCommands reports, ClaimTable claims, Duration lasts, Clock clock) {
    this.reports = reports;
    this.claims = claims;
    this.lasts = lasts;
    this.clock = clock;
  }

  /**
   * Also by who has claimed it already: that is activity, and moves the end.
   *
   * @param name what the account is called
   * @param takeOver also from somebody else
   */
  public ChangeOutcome claim(UUID reportId, String by, String name, boolean takeOver) {
    return reports.change(
        reportId,
        report ->
            new ReportCommand.Claim(by, name, takeOver, claims.findEnd(reportId).orElse(null)),
        report -> claims.keep(reportId, clock.instant().plus(lasts)));
  }

  public ChangeOutcome release(UUID reportId, String by) {
    return reports.change(reportId, report -> new ReportCommand.Release(by), NOTHING);
  }

  /** Whichever instance finds it first. */
  public void endWhatIsOver() {
    for (UUID reportId : claims.listOver(clock.instant(), AT_ONCE)) {
      reports.change(
          reportId,
          report -> new ReportCommand.Lapse(claims.findEnd(reportId).orElse(null)),
          NOTHING);
    }
  }

  /** Until when, of those that are claimed. */
  public Map<UUID, Instant> endsOf(Collection<Report> some) {
    return claims.ends(
        some.stream()
            .filter(report -> report.claim() != null)
            .map(report -> report.submission().reportId())
            .toList());
  }
}
