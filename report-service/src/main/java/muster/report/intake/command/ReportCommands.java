package muster.report.intake.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.outbox.spring.EventOutbox;
import muster.report.intake.AlertLookup;
import muster.report.intake.AlertNews;
import muster.report.intake.AlertStanding;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Decision;
import muster.report.intake.KnownAlert;
import muster.report.intake.KnownAlerts;
import muster.report.intake.NearbyAlert;
import muster.report.intake.Report;
import muster.report.intake.ReportAccess;
import muster.report.intake.ReportCommand;
import muster.report.intake.ReportDecider;
import muster.report.intake.ReportFilter;
import muster.report.intake.RequestKey;
import muster.report.intake.RequestedAlert;
import muster.report.intake.Submission;
import muster.report.intake.SubmitOutcome;
import muster.report.intake.postgres.ClaimTable;
import muster.report.intake.postgres.ReportTable;
import muster.report.intake.postgres.RequestKeyTable;
import muster.report.intake.postgres.RequestKeyTable.FirstUse;
import muster.report.intake.postgres.TakenInTable;
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
  private final TakenInTable takenIn;
  private final EventOutbox outbox;
  private final ClaimTable claims;
  private final KnownAlerts alerts;
  private final AlertNews news;
  private final Clock clock;

  public ReportCommands(
      TransactionOperations transactions,
      ReportTable reports,
      RequestKeyTable keys,
      TakenInTable takenIn,
      EventOutbox outbox,
      ClaimTable claims,
      KnownAlerts alerts,
      AlertNews news,
      Clock clock) {
    this.transactions = transactions;
    this.reports = reports;
    this.keys = keys;
    this.takenIn = takenIn;
    this.outbox = outbox;
    this.claims = claims;
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
              Optional<Duration> wait =
                  takenIn.take(submission.by(), submission.aboutAlert(), clock.instant());
              if (wait.isPresent()) {
                transaction.setRollbackOnly();
                yield new SubmitOutcome.TooMany(wait.get());
              }
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
    return switch (lookUp(new AlertReference.ById(alertId), List.of())) {
      case AlertLookup.Known(KnownAlert alert) ->
          alert.running() ? AlertStanding.RUNNING : AlertStanding.OVER;
      case AlertLookup.NotHeardOfYet _ -> AlertStanding.NOT_HEARD_OF_YET;
      case AlertLookup.Unknown _ -> AlertStanding.UNKNOWN;
    };
  }

  /**
   * The alert that somebody names, or, if it was merged, the one that goes on in its place.
   *
   * @param within where an alert is looked for that is named by its number
   */
  public AlertLookup lookUp(AlertReference reference, Collection<JurisdictionCode> within) {
    Optional<KnownAlert> known = alerts.find(reference, within);
    if (known.isEmpty()) {
      if (!news.allHeardOf()) {
        return new AlertLookup.NotHeardOfYet();
      }
      // The event may have arrived between the first look and the question.
      known = alerts.find(reference, within);
    }
    return known.<AlertLookup>map(AlertLookup.Known::new).orElseGet(AlertLookup.Unknown::new);
  }

  /**
   * Counts a number that is none as a report: whoever tries one number after the other is slowed
   * down. Says how long the account has to wait.
   */
  public Optional<Duration> countUnknownNumber(String account) {
    return transactions.execute(transaction -> takenIn.take(account, null, clock.instant()));
  }

  /** What is known of the alerts of these reports, by the ids that the reports have. */
  public Map<UUID, KnownAlert> alertsOf(Collection<Report> some) {
    return alerts.findAll(
        some.stream().map(Report::findAlert).flatMap(Optional::stream).distinct().toList());
  }

  /** Running alerts that the report may be about; none if it does not say where. */
  public List<NearbyAlert> listNearby(Report report, JurisdictionCode within) {
    GeoPoint place = report.submission().location();
    return place == null
        ? List.of()
        : alerts.listNearby(report.submission().category(), place, within, clock.instant());
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

  /**
   * The one of this id first, then those that have all the words, newest first, of what the caller
   * may see.
   *
   * @param id null when what was typed is none
   * @param terms in lower case, at least one
   */
  public List<Report> search(Caller caller, @Nullable UUID id, List<String> terms, int limit) {
    JurisdictionCode scope = ReportAccess.readsScope(caller) ? caller.scope().orElse(null) : null;
    Stream<Report> named = id == null ? Stream.empty() : find(id, caller).stream();
    return Stream.concat(named, reports.search(caller.subject(), scope, terms, limit).stream())
        .distinct()
        .limit(limit)
        .toList();
  }

  public ChangeOutcome answer(UUID reportId, String by, String answer) {
    return change(reportId, new ReportCommand.Answer(by, answer));
  }

  public ChangeOutcome requestAlert(UUID reportId, RequestedAlert request) {
    return change(reportId, new ReportCommand.RequestAlert(request));
  }

  /**
   * To an alert that runs, which whoever asks has found and may see. One that the report was linked
   * to before may have been merged into it since.
   */
  public ChangeOutcome linkToRunning(UUID reportId, String by, UUID alertId) {
    AlertStanding standing = standingOf(alertId);
    return change(
        reportId,
        report ->
            new ReportCommand.LinkToRunning(by, alertId, standing, goesOnIn(report).orElse(null)),
        false);
  }

  private Optional<UUID> goesOnIn(Report report) {
    return report.findAlert().map(id -> alerts.findAll(List.of(id)).get(id)).map(KnownAlert::id);
  }

  /** By its reporter; counted as a report is. */
  public ChangeOutcome add(UUID reportId, ReportCommand.Add addition) {
    return change(reportId, report -> addition, true);
  }

  /** By its reporter. */
  public ChangeOutcome withdraw(UUID reportId, String reason) {
    return change(reportId, new ReportCommand.Withdraw(reason));
  }

  public ChangeOutcome linkAlert(UUID reportId, UUID alertId) {
    return change(reportId, new ReportCommand.LinkAlert(alertId));
  }

  private ChangeOutcome change(UUID reportId, ReportCommand command) {
    return change(reportId, report -> command, false);
  }

  /**
   * @param along what else belongs to the report that it becomes, in the same transaction and under
   *     its lock
   */
  ChangeOutcome change(
      UUID reportId, Function<Report, ReportCommand> command, Consumer<Report> along) {
    return transactions.execute(
        transaction -> {
          ChangeOutcome outcome = change(reportId, command, false);
          if (outcome instanceof ChangeOutcome.Done(Report report)) {
            along.accept(report);
          }
          return outcome;
        });
  }

  /**
   * @param command to the report as it is, under its lock
   */
  private ChangeOutcome change(
      UUID reportId, Function<Report, ReportCommand> command, boolean counted) {
    Instant now = clock.instant();
    return transactions.execute(
        transaction -> {
          Optional<Report> report = reports.lock(reportId);
          if (report.isEmpty()) {
            return new ChangeOutcome.NoSuchReport();
          }
          return switch (ReportDecider.decide(report.get(), command.apply(report.get()), now)) {
            case Decision.Rejected(var rejection) -> new ChangeOutcome.Refused(rejection);
            case Decision.Accepted(var events) -> {
              if (counted && !events.isEmpty()) {
                Optional<Duration> wait =
                    takenIn.take(
                        report.get().submission().by(), report.get().findAlert().orElse(null), now);
                if (wait.isPresent()) {
                  transaction.setRollbackOnly();
                  yield new ChangeOutcome.TooMany(wait.get());
                }
              }
              yield new ChangeOutcome.Done(write(report.get(), events));
            }
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
      if (before.claim() != null && after.claim() == null) {
        claims.forget(after.submission().reportId());
      }
    }
    return after;
  }
}
