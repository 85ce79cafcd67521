package muster.dispatch.alert.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Answers each request once: a repetition gets the answer that the first one got. */
public final class IdempotencyKeys {

  /** What was answered, word for word. */
  public record Answer(int status, @Nullable String location, String body) {}

  public sealed interface Outcome {
    record Answered(Answer answer) implements Outcome {}

    /** The key was used for another request. */
    record KeyReused() implements Outcome {}
  }

  private final JdbcClient client;
  private final TransactionOperations transactions;

  public IdempotencyKeys(JdbcClient client, TransactionOperations transactions) {
    this.client = client;
    this.transactions = transactions;
  }

  /**
   * Does the work and keeps its answer in one transaction, unless that is done already. Somebody
   * else doing it at this moment is waited for. When the work throws, the key is as if never used.
   *
   * @param work writes what {@link Claim#keep} gives it along with what it writes itself
   */
  public Outcome once(
      String account, String key, byte[] requestHash, Instant now, Consumer<Claim> work) {
    Outcome outcome =
        transactions.execute(
            status -> {
              if (!claim(account, key, requestHash, now)) {
                return find(account, key, requestHash);
              }
              Claim claim = new Claim(account, key);
              work.accept(claim);
              return new Outcome.Answered(claim.kept());
            });
    if (outcome == null) {
      throw new IllegalStateException("no outcome");
    }
    return outcome;
  }

  /** A key that nobody else has used or can use now. */
  public static final class Claim {
    private final String account;
    private final String key;
    private @Nullable Answer kept;

    private Claim(String account, String key) {
      this.account = account;
      this.key = key;
    }

    /** What has to be written for a repetition of the request to get this answer. */
    public Writes keep(Answer answer) {
      kept = answer;
      Writes writes = new Writes();
      writes.add(
          """
          update idempotency_key set status = ?, location = ?, body = ?
          where account = ? and key = ?\
          """,
          Arrays.asList(answer.status(), answer.location(), answer.body(), account, key));
      return writes;
    }

    private Answer kept() {
      if (kept == null) {
        throw new IllegalStateException("no answer was kept");
      }
      return kept;
    }
  }

  /** Returns how many were old enough. */
  public int forgetOlderThan(Instant limit) {
    return client
        .sql("delete from idempotency_key where created_at < ?")
        .param(limit.atOffset(ZoneOffset.UTC))
        .update();
  }

  private boolean claim(String account, String key, byte[] requestHash, Instant now) {
    return client
            .sql(
                """
                insert into idempotency_key (account, key, request_hash, created_at)
                values (?, ?, ?, ?) on conflict do nothing
                """)
            .params(account, key, requestHash, now.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private Outcome find(String account, String key, byte[] requestHash) {
    return client
        .sql(
            """
            select request_hash, status, location, body from idempotency_key
            where account = ? and key = ?
            """)
        .params(account, key)
        .query(
            (row, n) ->
                Arrays.equals(row.getBytes(1), requestHash)
                    ? new Outcome.Answered(
                        new Answer(row.getInt(2), row.getString(3), row.getString(4)))
                    : new Outcome.KeyReused())
        .single();
  }
}
