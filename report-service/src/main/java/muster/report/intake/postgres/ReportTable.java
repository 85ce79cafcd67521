package muster.report.intake.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import muster.report.intake.Report;
import muster.report.intake.ReportDecider;
import muster.report.intake.ReportFilter;
import muster.report.intake.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Submissions with their events; a report's state is what its events make of it. */
public final class ReportTable {
  /** Of a submission, without what it can be found by. */
  private static final String SUBMISSION =
      """
      id, submitted_at, submitted_by, category, text, latitude, longitude, address, jurisdiction,
      about_alert\
      """;

  private final JdbcClient jdbc;
  private final EventCodec codec = new EventCodec();

  public ReportTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Report> find(UUID reportId) {
    return find(reportId, "");
  }

  /** With its row locked until the transaction ends. */
  public Optional<Report> lock(UUID reportId) {
    return find(reportId, "for update");
  }

  private Optional<Report> find(UUID reportId, String lock) {
    return jdbc.sql("select " + SUBMISSION + " from report where id = :id " + lock)
        .param("id", reportId)
        .query((row, _) -> submission(row))
        .optional()
        .map(submission -> reload(List.of(submission)).getFirst());
  }

  /** As it was when it had been submitted, whatever has become of it. */
  public Report getAsSubmitted(UUID reportId) {
    Submission submission = find(reportId).orElseThrow().submission();
    return ReportDecider.evolve(
        Report.received(submission),
        eventsOf(List.of(reportId)).getOrDefault(reportId, List.of()).getFirst());
  }

  public List<Report> list(ReportFilter filter) {
    StringBuilder sql =
        new StringBuilder(
            """
            select %s from report
            where (submitted_by = :subject or jurisdiction like :scope)
            """
                .formatted(SUBMISSION));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("subject", filter.subject());
    // A jurisdiction is digits alone, so it can be neither '' nor a pattern of its own.
    parameters.put("scope", filter.scope() == null ? "" : filter.scope().value() + "%");
    if (filter.jurisdiction() != null) {
      sql.append(" and jurisdiction like :jurisdiction");
      parameters.put("jurisdiction", filter.jurisdiction().value() + "%");
    }
    if (!filter.statuses().isEmpty()) {
      sql.append(" and status in (:statuses)");
      parameters.put("statuses", filter.statuses().stream().map(Enum::name).toList());
    }
    if (!filter.categories().isEmpty()) {
      sql.append(" and category in (:categories)");
      parameters.put("categories", filter.categories().stream().map(Enum::name).toList());
    }
    if (filter.from() != null) {
      sql.append(" and submitted_at >= :from");
      parameters.put("from", filter.from().atOffset(ZoneOffset.UTC));
    }
    if (filter.to() != null) {
      sql.append(" and submitted_at < :to");
      parameters.put("to", filter.to().atOffset(ZoneOffset.UTC));
    }
    if (filter.search() != null) {
      sql.append(" and strpos(lower(text || ' ' || address), lower(:search)) > 0");
      parameters.put("search", filter.search());
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

  /**
   * Whose text or address has all of these words, newest first.
   *
   * @param subject whose own reports count
   * @param scope of which all reports count as well; null for own reports alone
   * @param terms in lower case, at least one
   */
  public List<Report> search(
      String subject, @Nullable JurisdictionCode scope, List<String> terms, int limit) {
    StringBuilder sql =
        new StringBuilder(
            """
            select %s from report
            where (submitted_by = :subject or jurisdiction like :scope)
            """
                .formatted(SUBMISSION));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("subject", subject);
    parameters.put("scope", scope == null ? "" : scope.value() + "%");
    for (int i = 0; i < terms.size(); i++) {
      // The index finds what has all pairs of characters; the text says whether they are one.
      sql.append(
          """
           and words @> search_words(:term%1$d)
           and strpos(lower(text || ' ' || address), :term%1$d) > 0
          """
              .formatted(i));
      parameters.put("term" + i, terms.get(i));
    }
    sql.append(" order by id desc limit :limit");
    parameters.put("limit", limit);
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

  /** Its first events follow in the same transaction. */
  public void insert(Submission submission) {
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
        .param("status", Report.received(submission).status().name())
        .update();
  }

  /**
   * The caller holds the report's row.
   *
   * @param events that have made it what it is now
   */
  public void save(Report report, List<EventEnvelope<ReportEvent>> events) {
    jdbc.sql("update report set status = :status, version = :version where id = :id")
        .param("status", report.status().name())
        .param("version", report.version())
        .param("id", report.submission().reportId())
        .update();
    events.forEach(this::insert);
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
}
