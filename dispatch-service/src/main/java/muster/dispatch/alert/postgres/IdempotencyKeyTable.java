package muster.dispatch.alert.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.alert.AlertCommand;
import muster.dispatch.alert.KeptAnswer;
import muster.dispatch.alert.NearbyAlert;
import muster.dispatch.alert.RepeatableRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of requests that are answered once, and their answers. */
public final class IdempotencyKeyTable {
  private final JdbcClient client;

  public IdempotencyKeyTable(JdbcClient client) {
    this.client = client;
  }

  /**
   * For a request that issues an alert, in one trip: what is nearby, if nobody has used the key;
   * nobody else can then, unless the transaction comes to nothing. Empty if somebody has. Waits for
   * somebody who has claimed it and is not done.
   *
   * @param within the jurisdiction that alerts nearby are in or below
   */
  public Optional<List<NearbyAlert>> claim(
      RepeatableRequest request, AlertCommand.Issue issue, JurisdictionCode within) {
    GeoPoint place = issue.details().location();
    List<Object> parameters =
        new ArrayList<>(
            List.of(
                request.account(),
                request.key(),
                request.hash(),
                request.at().atOffset(ZoneOffset.UTC)));
    parameters.addAll(
        NearbySql.parameters(issue.category(), place, within, issue.exercise(), request.at()));
    List<NearbyAlert> nearby = new ArrayList<>();
    AtomicBoolean claimed = new AtomicBoolean();
    client
        .sql(
            """
            with claimed as (
              insert into idempotency_key (account, key, request_hash, created_at)
              values (?, ?, ?, ?) on conflict do nothing returning 1
            )
            select nearby.*, exists (select from claimed)
            from (values (1)) one left join (%s) nearby on true
            """
                .formatted(NearbySql.QUERY))
        .params(parameters)
        .query(
            row -> {
              claimed.set(row.getBoolean(NearbySql.COLUMNS + 1));
              if (row.getObject(1) != null) {
                NearbySql.read(row, place).ifPresent(nearby::add);
              }
            });
    return claimed.get() ? Optional.of(NearbySql.nearest(nearby)) : Optional.empty();
  }

  /** Of the request that has claimed its key. */
  public void keep(StatementBatch batch, RepeatableRequest request, KeptAnswer answer) {
    batch.add(
        """
        update idempotency_key set status = ?, location = ?, body = ?
        where account = ? and key = ?\
        """,
        Arrays.asList(
            answer.status(), answer.location(), answer.body(), request.account(), request.key()));
  }

  /** What was answered to the request; empty if its key was used for another one. */
  public Optional<KeptAnswer> find(RepeatableRequest request) {
    return client
        .sql(
            """
            select request_hash, status, location, body from idempotency_key
            where account = ? and key = ?
            """)
        .params(request.account(), request.key())
        .query(
            (row, n) ->
                request.hasHash(row.getBytes(1))
                    ? Optional.of(new KeptAnswer(row.getInt(2), row.getString(3), row.getString(4)))
                    : Optional.<KeptAnswer>empty())
        .single();
  }

  /** Returns how many were old enough. */
  public int forgetOlderThan(Instant limit) {
    return client
        .sql("delete from idempotency_key where created_at < ?")
        .param(limit.atOffset(ZoneOffset.UTC))
        .update();
  }
}
