package muster.gateway.system;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import muster.gateway.route.Service;

/**
 * How a service is.
 *
 * @param since when this gateway first found it so
 */
public record Standing(Service service, Status status, Instant since, List<Figure> figures) {
  /** What it says of itself, or that it says nothing. */
  public enum Status {
    /** It can work. */
    UP,
    /** It answers that it can't. */
    NOT_READY,
    /** It does not answer. */
    AWAY;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Standing {
    figures = List.copyOf(figures);
  }

  /** Of a service that was not asked yet. */
  static Standing unknown(Service service, Instant now) {
    return new Standing(service, Status.AWAY, now, List.of());
  }

  /**
   * As it is found now.
   *
   * @param metrics as the service writes them; empty when it does not answer
   */
  Standing found(Status now, String metrics, Instant at) {
    List<PrometheusText.Sample> samples = PrometheusText.read(metrics);
    List<Figure> figures =
        Arrays.stream(FigureRule.values())
            .map(rule -> rule.of(samples))
            .flatMap(Optional::stream)
            .toList();
    return new Standing(service, now, now == status ? since : at, figures);
  }
}
