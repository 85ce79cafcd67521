package muster.dispatch.alert.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Answers each request once: a repetition gets the answer that the first one got. */
public final class IdempotencyKeys {

  /** What was answered, word for word. */
  public record Answer(int status, @Nullable String location, String body) {}

  /**
   * A request that is to be answered once.
   *
   * @param hash of its body: under the same key another body is another request
   */
  public record Request(String account, String key, byte[] hash, Instant at) {}

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
  public Outcome once(Request request, Consumer<Claim> work) {
    Outcome outcome =
        transactions.execute(
            status ->
                claim(request)
                    ? new Outcome.Answered(
                        answer(work, new Claim(answer -> answerOfClaimed(request, answer))))
                    : find(request));
    if (outcome == null) {
      throw new IllegalStateException("no outcome");
    }
    return outcome;
  }

  /**
   * The same for work that asks the database nothing and does all its writing at the end: the key
   * is claimed by what is written first of it. Opens no transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException if the work does, because the key was
   *     used before: {@link #once} knows what to answer then
   */
  public Answer onceIfNew(Request request, Consumer<Claim> work) {
    return answer(work, new Claim(answer -> keyWithAnswer(request, answer)));
  }

  private static Answer answer(Consumer<Claim> work, Claim claim) {
    work.accept(claim);
    if (claim.kept == null) {
      throw new IllegalStateException("no answer was kept");
    }
    return claim.kept;
  }

  /** On a key that nobody else has used or can use once it is written. */
  public static final class Claim {
    private final Function<Answer, Writes> statement;
    private @Nullable Answer kept;

    private Claim(Function<Answer, Writes> statement) {
      this.statement = statement;
    }

    /** What has to be written first for a repetition of the request to get this answer. */
    public Writes keep(Answer answer) {
      kept = answer;
      return statement.apply(answer);
    }
  }

  private static Writes answerOfClaimed(Request request, Answer answer) {
    Writes writes = new Writes();
    writes.add(
        """
        update idempotency_key set status = ?, location = ?, body = ?
        where account = ? and key = ?\
        """,
        Arrays.asList(
            answer.status(), answer.location(), answer.body(), request.account(), request.key()));
    return writes;
  }

  /** Waits for somebody else who is doing the same request. */
  private static Writes keyWithAnswer(Request request, Answer answer) {
    Writes writes = new Writes();
    writes.add(
        """
        insert into idempotency_key
          (account, key, request_hash, created_at, status, location, body)
        values (?, ?, ?, ?, ?, ?, ?)\
        """,
        Arrays.asList(
            request.account(),
            request.key(),
            request.hash(),
            request.at().atOffset(ZoneOffset.UTC),
            answer.status(),
            answer.location(),
            answer.body()));
    return writes;
  }

  /** Returns how many were old enough. */
  public int forgetOlderThan(Instant limit) {
    return client
        .sql("delete from idempotency_key where created_at < ?")
        .param(limit.atOffset(ZoneOffset.UTC))
        .update();
  }

  private boolean claim(Request request) {
    return client
            .sql(
                """
                insert into idempotency_key (account, key, request_hash, created_at)
                values (?, ?, ?, ?) on conflict do nothing
                """)
            .params(
                request.account(),
                request.key(),
                request.hash(),
                request.at().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private Outcome find(Request request) {
    return client
        .sql(
            """
            select request_hash, status, location, body from idempotency_key
            where account = ? and key = ?
            """)
        .params(request.account(), request.key())
        .query(
            (row, n) ->
                Arrays.equals(row.getBytes(1), request.hash())
                    ? new Outcome.Answered(
                        new Answer(row.getInt(2), row.getString(3), row.getString(4)))
                    : new Outcome.KeyReused())
        .single();
  }
}
