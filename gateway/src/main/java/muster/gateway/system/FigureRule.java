package muster.gateway.system;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which figures the system page shows, and of which metrics of the services they are made. */
enum FigureRule {
  OUTBOX_WAITING("outbox-waiting", "muster_outbox_backlog", Fold.MAX, "1", null),
  OUTBOX_OLDEST_AGE("outbox-oldest-age", "muster_outbox_oldest_age_seconds", Fold.MAX, "s", 5.0),
  REJECTED_ROWS("rejected-rows", "muster_outbox_rejected_rows", Fold.MAX, "1", 0.0),
  BEHIND_RECORDS("behind-records", "muster_intake_behind_records", Fold.MAX, "1", null),
  BEHIND_AGE("behind-age", "muster_intake_behind_age_seconds", Fold.MAX, "s", 5.0),
  DEAD_LETTERS("dead-letters", "muster_dead_letters_total", Fold.SUM, "1", 0.0),
  DEAD_LETTERS_WAITING(
      "dead-letters-waiting", "muster_intake_dead_letters_waiting", Fold.SUM, "1", 0.0),
  /** Of the last minutes; none while nothing is offered. A phone is to hold a task within 1 s. */
  OFFERS_P50("offers-p50", "muster_offers_handed_seconds", "0.5", "s", 1.0),
  OFFERS_P99("offers-p99", "muster_offers_handed_seconds", "0.99", "s", 1.0),
  STREAMS("streams", "muster_streams", Fold.SUM, "1", 6_000.0),
  ALERTS("alerts", "muster_alerts", Fold.MAX, "1", null),
  TEAMS("teams", "muster_team_index_teams", Fold.MAX, "1", null),
  VOLUNTEERS_ON_DUTY("volunteers-on-duty", "muster_team_index_on_duty", Fold.MAX, "1", null);

  /** What becomes of several values of one metric. */
  private enum Fold {
    MAX,
    SUM
  }

  private final String name;
  private final Predicate<PrometheusText.Sample> metric;
  private final Fold fold;
  private final String unit;
  private final @Nullable Double limit;

  FigureRule(String name, String metric, Fold fold, String unit, @Nullable Double limit) {
    this(name, sample -> sample.name().equals(metric), fold, unit, limit);
  }

  /** Of a quantile, which is zero where nothing was measured. */
  FigureRule(String name, String metric, String quantile, String unit, @Nullable Double limit) {
    this(
        name,
        sample ->
            sample.name().equals(metric)
                && sample.labels().contains("quantile=\"" + quantile + "\"")
                && sample.value() > 0,
        Fold.MAX,
        unit,
        limit);
  }

  FigureRule(
      String name,
      Predicate<PrometheusText.Sample> metric,
      Fold fold,
      String unit,
      @Nullable Double limit) {
    this.name = name;
    this.metric = metric;
    this.fold = fold;
    this.unit = unit;
    this.limit = limit;
  }

  /** Empty where the service has no such metric. */
  Optional<Figure> of(List<PrometheusText.Sample> samples) {
    DoubleSummaryStatistics values =
        samples.stream()
            .filter(metric)
            .mapToDouble(PrometheusText.Sample::value)
            .filter(Double::isFinite)
            .summaryStatistics();
    return values.getCount() == 0
        ? Optional.empty()
        : Optional.of(
            new Figure(name, fold == Fold.MAX ? values.getMax() : values.getSum(), unit, limit));
  }
}
