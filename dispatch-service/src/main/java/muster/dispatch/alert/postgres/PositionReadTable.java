package muster.dispatch.alert.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who read where people are, by asking how far they are from a place. Everything happens in the
 * transaction of the read.
 */
public final class PositionReadTable {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Keeps these locks apart from other advisory locks of the database. */
  private static final long LOCK_SEED = 0x72656164L;

  private static final String INSERT =
      """
      insert into position_read
        (read_at, reader, reader_roles, jurisdiction, latitude, longitude, team_ids, occasion)
      values (?, ?, ?::text[], ?, ?, ?, ?::text[], ?)\
      """;

  /** By what somebody read how far people are. */
  public enum Occasion {
    PREVIEWED(true),
    /** An alert was put at another place. */
    MOVED(true),
    ISSUED(false),
    /** A wave was opened by hand. */
    WAVE_OPENED(false),
    /** An alert was opened again. */
    REOPENED(false),
    /** One team was assigned, or called again, by hand. */
    CALLED(false);

    private final boolean counted;

    /**
     * @param counted among those that an account may have; help is called for at any time
     */
    Occasion(boolean counted) {
      this.counted = counted;
    }

    private static String[] counted() {
      return Arrays.stream(values())
          .filter(occasion -> occasion.counted)
          .map(Occasion::name)
          .toArray(String[]::new);
    }
  }

  /**
   * What is recorded of a read.
   *
   * @param place asked for
   * @param teamIds whose distances are shown
   */
  public record Read(
      Caller reader,
      Instant at,
      Occasion occasion,
      JurisdictionCode jurisdiction,
      GeoPoint place,
      Collection<String> teamIds) {
    public Read {
      teamIds = List.copyOf(teamIds);
    }

    private List<Object> parameters() {
      return List.of(
          at.atOffset(ZoneOffset.UTC),
          reader.subject(),
          reader.roles().stream().map(Role::claim).sorted().toArray(String[]::new),
          jurisdiction.value(),
          place.latitude(),
          place.longitude(),
          teamIds.toArray(String[]::new),
          occasion.name());
    }
  }

  private final JdbcClient client;
  private final int perMinute;

  /**
   * @param perMinute how many an account may have within any minute, from 1
   */
  public PositionReadTable(JdbcClient client, int perMinute) {
    if (perMinute < 1) {
      throw new IllegalArgumentException("perMinute must be at least 1");
    }
    this.client = client;
    this.perMinute = perMinute;
  }

  /**
   * How long the account has to wait for its next read; empty when it may go on. Reads of one
   * account, whatever instance they come to, wait for each other from here to the end of their
   * transactions, so that none is missed.
   */
  public Optional<Duration> waitOf(String account, Instant now) {
    client
        .sql("select pg_advisory_xact_lock(hashtextextended(?, ?))")
        .params(account, LOCK_SEED)
        .query((row, n) -> n)
        .single();
    return client
        .sql(
            """
            select read_at from position_read
            where reader = ? and read_at > ? and occasion = any(?::text[])
            order by read_at desc offset ? limit 1
            """)
        .params(
            account, now.minus(WINDOW).atOffset(ZoneOffset.UTC), Occasion.counted(), perMinute - 1)
        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional()
        .map(oldest -> Duration.between(now, oldest.plus(WINDOW)));
  }

  public void record(Read read) {
    client.sql(INSERT).params(read.parameters()).update();
  }

  /** Along with what is written anyway. */
  public void record(StatementBatch batch, Read read) {
    batch.add(INSERT, read.parameters());
  }
}
