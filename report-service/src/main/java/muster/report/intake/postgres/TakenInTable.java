package muster.report.intake.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much was taken in of late, of an account and on an alert, over all instances. Everything
 * happens in the transaction of what is taken.
 */
public final class TakenInTable {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Keep these locks apart from other advisory locks of the database. */
  private static final long ACCOUNT_SEED = 0x7265706fL;

  private static final long ALERT_SEED = 0x636c7565L;

  private final JdbcClient jdbc;
  private final int perAccount;
  private final int perAlert;

  /**
   * @param perAccount how much an account may send within any minute, from 1
   * @param perAlert how much is taken on one alert within any minute, from 1
   */
  public TakenInTable(JdbcClient jdbc, int perAccount, int perAlert) {
    if (perAccount < 1 || perAlert < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
    this.jdbc = jdbc;
    this.perAccount = perAccount;
    this.perAlert = perAlert;
  }

  /**
   * Counts one more, or says how long it has to wait. What is sent by one account, and on one
   * alert, waits for each other from here to the end of the transactions, always for the account
   * first, so that none is missed and nobody waits in a circle.
   *
   * @param alertId null for what is about none
   */
  public Optional<Duration> take(String account, @Nullable UUID alertId, Instant now) {
    lock(account, ACCOUNT_SEED);
    Optional<Duration> wait = waitOf("account", account, perAccount, now);
    if (wait.isPresent()) {
      return wait;
    }
    if (alertId != null) {
      lock(alertId.toString(), ALERT_SEED);
      wait = waitOf("alert_id", alertId, perAlert, now);
      if (wait.isPresent()) {
        return wait;
      }
    }
    jdbc.sql("insert into taken_in (at, account, alert_id) values (:at, :account, :alert)")
        .param("at", now.atOffset(ZoneOffset.UTC))
        .param("account", account)
        .param("alert", alertId)
        .update();
    return Optional.empty();
  }

  private void lock(String name, long seed) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, :seed))")
        .param("name", name)
        .param("seed", seed)
        .query((row, _) -> true)
        .single();
  }

  /** The column is one of two of this class. */
  private Optional<Duration> waitOf(String column, Object value, int most, Instant now) {
    return jdbc.sql(
            """
            select at from taken_in where %s = :value and at > :since
            order by at desc offset :before limit 1
            """
                .formatted(column))
        .param("value", value)
        .param("since", now.minus(WINDOW).atOffset(ZoneOffset.UTC))
        .param("before", most - 1)
        .query((row, _) -> row.getObject(1, OffsetDateTime.class))
        .optional()
        .map(oldest -> Duration.between(now, oldest.toInstant().plus(WINDOW)));
  }

  /** Returns how many. */
  public int forgetOlderThan(Instant time) {
    return jdbc.sql("delete from taken_in where at < :time")
        .param("time", time.atOffset(ZoneOffset.UTC))
        .update();
  }
}
