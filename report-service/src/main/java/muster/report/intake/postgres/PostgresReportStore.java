package muster.report.intake.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.outbox.spring.EventOutbox;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.Decision;
import muster.report.intake.Report;
import muster.report.intake.ReportDecider;
import muster.report.intake.ReportFilter;
import muster.report.intake.ReportStore;
import muster.report.intake.RequestKey;
import muster.report.intake.Submission;
import muster.report.intake.SubmitOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Submissions and events in tables, state by applying the events. The row of the report is its
 * lock: inserted or selected for update before anything is decided.
 */
public final class PostgresReportStore implements ReportStore {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final EventOutbox outbox;
  private final Duration keysKept;
  private final EventCodec codec = new EventCodec();

  /**
   * @param keysKept how long a request may be repeated under its key
   */
  public PostgresReportStore(
      JdbcClient jdbc, TransactionOperations transactions, EventOutbox outbox, Duration keysKept) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.outbox = outbox;
    this.keysKept = keysKept;
  }

  @Override
  public SubmitOutcome submit(
      Report received, @Nullable RequestKey key, Function<Report, Decision> decision) {
    return transactions.execute(
        transaction -> {
          if (key != null && !claim(key, received.submission().reportId())) {
            return repeated(key);
          }
          return switch (decision.apply(received)) {
            case Decision.Rejected(var rejection) -> {
              // Gives the key back too: a refused request may be put right under the same key.
              transaction.setRollbackOnly();
              yield new SubmitOutcome.Refused(rejection);
            }
            case Decision.Accepted(var events) -> {
              insert(received.submission());
              yield new SubmitOutcome.Accepted(apply(received, events));
            }
          };
        });
  }

  /** False if the key has been used. Waits for a request under the same key that is under way. */
  private boolean claim(RequestKey key, UUID reportId) {
    return jdbc.sql(
                """
                insert into request_key (submitted_by, key, fingerprint, report_id)
                values (:by, :key, :fingerprint, :report)
                on conflict (submitted_by, key) do nothing
                """)
            .param("by", key.by())
            .param("key", key.key())
            .param("fingerprint", key.fingerprint())
            .param("report", reportId)
            .update()
        == 1;
  }

  private SubmitOutcome repeated(RequestKey key) {
    return jdbc.sql(
            "select fingerprint, report_id from request_key where submitted_by = :by and key = :key")
        .param("by", key.by())
        .param("key", key.key())
        .query(
            (row, _) ->
                row.getString("fingerprint").equals(key.fingerprint())
                    ? new SubmitOutcome.Accepted(
                        getFirstVersion(row.getObject("report_id", UUID.class)))
                    : new SubmitOutcome.KeyReused())
        .single();
  }

  private Report getFirstVersion(UUID reportId) {
    Report received = Report.received(findSubmission(reportId, "").orElseThrow());
    return ReportDecider.evolve(
        received, eventsOf(List.of(reportId)).getOrDefault(reportId, List.of()).getFirst());
  }

  @Override
  public ChangeOutcome change(UUID reportId, Function<Report, Decision> decision) {
    return transactions.execute(
        _ ->
            findSubmission(reportId, "for update")
                .map(submission -> decide(reload(List.of(submission)).getFirst(), decision))
                .orElseGet(ChangeOutcome.NoSuchReport::new));
  }

  private ChangeOutcome decide(Report report, Function<Report, Decision> decision) {
    return switch (decision.apply(report)) {
      case Decision.Rejected(var rejection) -> new ChangeOutcome.Refused(rejection);
      case Decision.Accepted(var events) -> new ChangeOutcome.Done(apply(report, events));
    };
  }

  private Report apply(Report before, List<ReportEvent> events) {
    Report report = before;
    for (ReportEvent event : events) {
      report = ReportDecider.evolve(report, event);
    }
    if (!events.isEmpty()) {
      outbox.append(events, before.version() + 1).forEach(this::insert);
      jdbc.sql("update report set status = :status, version = :version where id = :id")
          .param("status", report.stage().status().name())
          .param("version", report.version())
          .param("id", report.submission().reportId())
          .update();
    }
    return report;
  }

  private void insert(Submission submission) {
    GeoPoint location = submission.location();
    jdbc.sql(
            """
            insert into report (id, submitted_at, submitted_by, category, text, latitude, longitude,
                                address, jurisdiction, about_alert, status, version)
            values (:id, :at, :by, :category, :text, :latitude, :longitude,
                    :address, :jurisdiction, :alert, :status, 0)
            """)
        .param("id", submission.reportId())
        .param("at", submission.receivedAt().atOffset(ZoneOffset.UTC))
        .param("by", submission.by())
        .param("category", submission.category().name())
        .param("text", submission.text())
        .param("latitude", location == null ? null : location.latitude())
        .param("longitude", location == null ? null : location.longitude())
        .param("address", submission.address())
        .param("jurisdiction", submission.jurisdiction().value())
        .param("alert", submission.aboutAlert())
        .param("status", Report.received(submission).stage().status().name())
        .update();
  }

  private void insert(EventEnvelope<ReportEvent> envelope) {
    jdbc.sql(
            """
            insert into report_event (report_id, version, id, name, event)
            values (:report, :version, :id, :name, :event::jsonb)
            """)
        .param("report", envelope.event().reportId())
        .param("version", envelope.version())
        .param("id", envelope.id())
        .param("name", EventCodec.nameOf(envelope.event().getClass()))
        .param("event", new String(codec.toJson(envelope.event()), UTF_8))
        .update();
  }

  @Override
  public Optional<Report> find(UUID reportId) {
    return findSubmission(reportId, "").map(submission -> reload(List.of(submission)).getFirst());
  }

  private Optional<Submission> findSubmission(UUID reportId, String lock) {
    return jdbc.sql("select * from report where id = :id " + lock)
        .param("id", reportId)
        .query((row, _) -> submission(row))
        .optional();
  }

  @Override
  public List<Report> list(ReportFilter filter) {
    StringBuilder sql =
        new StringBuilder(
            """
            select * from report
            where (submitted_by = :subject or jurisdiction like :scope)
            """);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("subject", filter.subject());
    // A jurisdiction is digits alone, so it can be neither '' nor a pattern of its own.
    parameters.put("scope", filter.scope() == null ? "" : filter.scope().value() + "%");
    if (filter.jurisdiction() != null) {
      sql.append(" and jurisdiction like :jurisdiction");
      parameters.put("jurisdiction", filter.jurisdiction().value() + "%");
    }
    if (filter.status() != null) {
      sql.append(" and status = :status");
      parameters.put("status", filter.status().name());
    }
    if (filter.category() != null) {
      sql.append(" and category = :category");
      parameters.put("category", filter.category().name());
    }
    if (filter.before() != null) {
      sql.append(" and id < :before");
      parameters.put("before", filter.before());
    }
    sql.append(" order by id desc limit :limit");
    parameters.put("limit", filter.limit());
    return reload(
        jdbc.sql(sql.toString()).params(parameters).query((row, _) -> submission(row)).list());
  }

  private List<Report> reload(List<Submission> submissions) {
    Map<UUID, List<ReportEvent>> events =
        eventsOf(submissions.stream().map(Submission::reportId).toList());
    return submissions.stream()
        .map(
            submission -> {
              Report report = Report.received(submission);
              for (ReportEvent event : events.getOrDefault(submission.reportId(), List.of())) {
                report = ReportDecider.evolve(report, event);
              }
              return report;
            })
        .toList();
  }

  private Map<UUID, List<ReportEvent>> eventsOf(List<UUID> reportIds) {
    if (reportIds.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql("select name, event from report_event where report_id in (:ids) order by version")
        .param("ids", reportIds)
        .query(
            (row, _) ->
                (ReportEvent)
                    codec.fromJson(row.getString("name"), row.getString("event").getBytes(UTF_8)))
        .list()
        .stream()
        .collect(Collectors.groupingBy(ReportEvent::reportId));
  }

  private static Submission submission(ResultSet row) throws SQLException {
    double latitude = row.getDouble("latitude");
    GeoPoint location = row.wasNull() ? null : new GeoPoint(latitude, row.getDouble("longitude"));
    return new Submission(
        row.getObject("id", UUID.class),
        row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
        row.getString("submitted_by"),
        Category.valueOf(row.getString("category")),
        row.getString("text"),
        location,
        row.getString("address"),
        new JurisdictionCode(row.getString("jurisdiction")),
        row.getObject("about_alert", UUID.class));
  }

  @Override
  public int forgetOldKeys() {
    return jdbc.sql("delete from request_key where used_at < now() - make_interval(secs => :age)")
        .param("age", keysKept.toSeconds())
        .update();
  }
}
