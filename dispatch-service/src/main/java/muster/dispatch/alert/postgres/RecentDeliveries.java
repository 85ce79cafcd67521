package muster.dispatch.alert.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import muster.dispatch.alert.Deliveries;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many of the teams that were called lately have confirmed, on all alerts and by all instances.
 * Asked once a second at most: in a rush it is asked with every alert.
 */
public final class RecentDeliveries {
  private static final Duration KEPT = Duration.ofSeconds(1);

  private record Known(Instant at, Deliveries deliveries) {}

  private final JdbcClient client;
  private final int enough;
  private final AtomicReference<@Nullable Known> latest = new AtomicReference<>();

  /**
   * @param enough fewer teams than this say nothing of delivery; at least 1
   */
  public RecentDeliveries(JdbcClient client, int enough) {
    if (enough < 1) {
      throw new IllegalArgumentException("muster.doubtful-delivery-teams must be at least 1");
    }
    this.client = client;
    this.enough = enough;
  }

  /**
   * As of now, or a second ago.
   *
   * @param reachDeadline how long a team has to confirm
   */
  public Deliveries find(Instant now, Duration reachDeadline) {
    Known known = latest.get();
    if (known != null && known.at().plus(KEPT).isAfter(now)) {
      return known.deliveries();
    }
    Instant calledAfter = now.minusSeconds(Deliveries.WINDOW_SECONDS).minus(reachDeadline);
    Deliveries found =
        client
            .sql(
                """
                select count(*) filter (where reached or state = 'UNREACHED'),
                  count(*) filter (where not reached and state = 'UNREACHED')
                from (
                  select state, cast(view ->> 'reached' as boolean) reached
                  from task where offered_at > ?
                ) called
                """)
            .param(calledAfter.atOffset(ZoneOffset.UTC))
            .query((row, n) -> new Deliveries(enough, row.getInt(1), row.getInt(2)))
            .single();
    latest.set(new Known(now, found));
    return found;
  }
}
