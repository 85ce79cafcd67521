package muster.report.intake.command;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.access.Caller;
import muster.contracts.report.ReportEvent;
import muster.outbox.spring.EventOutbox;
import muster.report.intake.AlertNews;
import muster.report.intake.AlertStanding;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Decision;
import muster.report.intake.KnownAlerts;
import muster.report.intake.Report;
import muster.report.intake.ReportAccess;
import muster.report.intake.ReportCommand;
import muster.report.intake.ReportDecider;
import muster.report.intake.ReportFilter;
import muster.report.intake.RequestKey;
import muster.report.intake.RequestedAlert;
import muster.report.intake.Submission;
import muster.report.intake.SubmitOutcome;
import muster.report.intake.postgres.ReportTable;
import muster.report.intake.postgres.RequestKeyTable;
import muster.report.intake.postgres.RequestKeyTable.FirstUse;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Everything that can be done with reports. A change is one transaction: the report's row is
 * locked, or inserted, before anything is decided, and its events stand in the outbox when it
 * commits.
 */
public final class ReportCommands {
  private final TransactionOperations transactions;
  private final ReportTable reports;
  private final RequestKeyTable keys;
  private final EventOutbox outbox;
  private final KnownAlerts alerts;
  private final AlertNews news;
  private final Clock clock;

  public ReportCommands(
      TransactionOperations transactions,
      ReportTable reports,
      RequestKeyTable keys,
      EventOutbox outbox,
      KnownAlerts alerts,
      AlertNews news,
      Clock clock) {
    this.transactions = transactions;
    this.reports = reports;
    this.keys = keys;
    this.outbox = outbox;
    this.alerts = alerts;
    this.news = news;
    this.clock = clock;
  }

  /**
   * @param key null if the client gave none
   */
  public SubmitOutcome submit(Submission submission, @Nullable RequestKey key) {
    return transactions.execute(
        transaction -> {
          if (key != null && !keys.claim(key, submission.reportId())) {
            return repeated(key);
          }
          Report received = Report.received(submission);
          return switch (ReportDecider.decide(received, commandFor(submission), clock.instant())) {
            case Decision.Rejected(var rejection) -> {
              // Gives the key back too: a refused request may be put right under the same key.
              transaction.setRollbackOnly();
              yield new SubmitOutcome.Refused(rejection);
            }
            case Decision.Accepted(var events) -> {
              reports.insert(submission);
              yield new SubmitOutcome.Accepted(write(received, events));
            }
          };
        });
  }

  private SubmitOutcome repeated(RequestKey key) {
    FirstUse first = keys.get(key);
    return first.fingerprint().equals(key.fingerprint())
        ? new SubmitOutcome.Accepted(reports.getAsSubmitted(first.reportId()))
        : new SubmitOutcome.KeyReused();
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
    return find(reportId).filter(report -> ReportAccess.maySee(caller, report.submission()));
  }

  /** For triage: whoever may triage at all is told when a report lies outside their scope. */
  public Optional<Report> find(UUID reportId) {
    return reports.find(reportId);
  }

  public List<Report> list(ReportFilter filter) {
    return reports.list(filter);
  }

  public ChangeOutcome answer(UUID reportId, String by, String answer) {
    return change(reportId, new ReportCommand.Answer(by, answer));
  }

  public ChangeOutcome requestAlert(UUID reportId, RequestedAlert request) {
    return change(reportId, new ReportCommand.RequestAlert(request));
  }

  public ChangeOutcome linkAlert(UUID reportId, UUID alertId) {
    return change(reportId, new ReportCommand.LinkAlert(alertId));
  }

  private ChangeOutcome change(UUID reportId, ReportCommand command) {
    Instant now = clock.instant();
    return transactions.execute(
        _ -> {
          Optional<Report> report = reports.lock(reportId);
          if (report.isEmpty()) {
            return new ChangeOutcome.NoSuchReport();
          }
          return switch (ReportDecider.decide(report.get(), command, now)) {
            case Decision.Rejected(var rejection) -> new ChangeOutcome.Refused(rejection);
            case Decision.Accepted(var events) ->
                new ChangeOutcome.Done(write(report.get(), events));
          };
        });
  }

  /** The report as the events make it. */
  private Report write(Report before, List<ReportEvent> events) {
    Report after = before;
    for (ReportEvent event : events) {
      after = ReportDecider.evolve(after, event);
    }
    if (!events.isEmpty()) {
      reports.save(after, outbox.append(events, before.version() + 1));
    }
    return after;
  }
}
