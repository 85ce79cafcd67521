package muster.report.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.access.Caller;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with reports. */
public final class Reports {
  private final ReportStore store;
  private final KnownAlerts alerts;
  private final AlertNews news;
  private final Clock clock;

  public Reports(ReportStore store, KnownAlerts alerts, AlertNews news, Clock clock) {
    this.store = store;
    this.alerts = alerts;
    this.news = news;
    this.clock = clock;
  }

  public SubmitOutcome submit(Submission submission, @Nullable RequestKey key) {
    return store.submit(
        Report.received(submission),
        key,
        report -> ReportDecider.decide(report, commandFor(submission), clock.instant()));
  }

  private ReportCommand commandFor(Submission submission) {
    UUID alertId = submission.aboutAlert();
    return alertId == null
        ? new ReportCommand.Submit()
        : new ReportCommand.SubmitClue(alertId, standingOf(alertId));
  }

  private AlertStanding standingOf(UUID alertId) {
    return alerts
        .findStanding(alertId)
        .or(
            () ->
                news.allHeardOf(alertId)
                    // The event may have arrived between the first look and the question.
                    ? alerts.findStanding(alertId).or(() -> Optional.of(AlertStanding.UNKNOWN))
                    : Optional.of(AlertStanding.NOT_HEARD_OF_YET))
        .orElseThrow();
  }

  /** Empty also when the caller may not see it. */
  public Optional<Report> find(UUID reportId, Caller caller) {
    return store.find(reportId).filter(report -> ReportAccess.maySee(caller, report.submission()));
  }

  /** For triage: whoever may triage at all is told when a report lies outside their scope. */
  public Optional<Report> find(UUID reportId) {
    return store.find(reportId);
  }

  public List<Report> list(ReportFilter filter) {
    return store.list(filter);
  }

  public ChangeOutcome answer(UUID reportId, String by, String answer) {
    return change(reportId, new ReportCommand.Answer(by, answer));
  }

  public ChangeOutcome requestAlert(UUID reportId, AlertRequest request) {
    return change(reportId, new ReportCommand.RequestAlert(request));
  }

  public ChangeOutcome linkAlert(UUID reportId, UUID alertId) {
    return change(reportId, new ReportCommand.LinkAlert(alertId));
  }

  private ChangeOutcome change(UUID reportId, ReportCommand command) {
    Instant now = clock.instant();
    return store.change(reportId, report -> ReportDecider.decide(report, command, now));
  }
}
