package muster.report.intake.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.access.Caller;
import muster.report.intake.KnownAlert;
import muster.report.intake.NearbyAlert;
import muster.report.intake.Report;
import muster.report.intake.ReportAccess;
import muster.report.intake.command.ReportClaims;
import muster.report.intake.command.ReportCommands;
import org.jspecify.annotations.Nullable;

/** Reports with what is known of their alerts. */
final class ReportViews {
  private final ReportCommands reports;
  private final ReportClaims claims;

  ReportViews(ReportCommands reports, ReportClaims claims) {
    this.reports = reports;
    this.claims = claims;
  }

  /** For who is to decide on it, with the running alerts that it may be about. */
  ReportJson of(Report report, Caller caller) {
    return ReportJson.of(
        report,
        alert(report, reports.alertsOf(List.of(report))),
        nearby(report, caller),
        claim(report, claims.endsOf(List.of(report)), caller));
  }

  List<ReportJson> of(List<Report> some, Caller caller) {
    Map<UUID, KnownAlert> alerts = reports.alertsOf(some);
    Map<UUID, Instant> ends = claims.endsOf(some);
    return some.stream()
        .map(
            report ->
                ReportJson.of(report, alert(report, alerts), null, claim(report, ends, caller)))
        .toList();
  }

  /** Not for the reporter: who sits at which desk is not told outside. */
  private static @Nullable ClaimJson claim(Report report, Map<UUID, Instant> ends, Caller caller) {
    return ReportAccess.readsScope(caller) && caller.covers(report.submission().jurisdiction())
        ? ClaimJson.of(report, ends.get(report.submission().reportId()))
        : null;
  }

  private static @Nullable KnownAlert alert(Report report, Map<UUID, KnownAlert> alerts) {
    return report.findAlert().map(alerts::get).orElse(null);
  }

  private @Nullable List<NearbyAlert> nearby(Report report, Caller caller) {
    return ReportAccess.readsScope(caller) && report.stage() instanceof Report.Stage.Submitted
        ? caller.scope().map(scope -> reports.listNearby(report, scope)).orElse(null)
        : null;
  }
}
