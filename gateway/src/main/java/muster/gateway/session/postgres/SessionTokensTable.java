package muster.gateway.session.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import muster.gateway.seal.Seal;
import muster.gateway.session.SessionTokens;
import muster.gateway.session.TokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens in PostgreSQL, each sealed for its session. */
public final class SessionTokensTable implements TokenStore {
  /** Longer than asking the issuer takes, so that only a gateway that is gone exceeds it. */
  private static final int CLAIM_SECONDS = 12;

  private static final int PAUSE_SECONDS = 2;

  private final JdbcClient jdbc;
  private final Seal seal;

  public SessionTokensTable(JdbcClient jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  @Override
  public void save(String sessionId, SessionTokens tokens) {
    jdbc.sql(
            """
            insert into session_tokens
              (session_id, access_token, access_issued_at, access_expires_at, refresh_token,
               id_token, version)
            values (:session, :access, :issued, :expires, :refresh, :id, 1)
            """)
        .param("session", sessionId)
        .param("access", close(tokens.access(), "access", sessionId))
        .param("issued", tokens.issuedAt().atOffset(ZoneOffset.UTC))
        .param("expires", tokens.expiresAt().atOffset(ZoneOffset.UTC))
        .param("refresh", close(tokens.refresh(), "refresh", sessionId))
        .param("id", close(tokens.id(), "id", sessionId))
        .update();
  }

  @Override
  public Optional<Kept> find(String sessionId) {
    return jdbc.sql(
            """
            select access_token, access_issued_at, access_expires_at, refresh_token, id_token,
              version, coalesce(renewal_paused_until > now(), false) as paused
            from session_tokens where session_id = :session
            """)
        .param("session", sessionId)
        .query((row, number) -> read(row, sessionId))
        .optional()
        .flatMap(kept -> kept);
  }

  @Override
  public Set<String> renewable(Collection<String> sessionIds, Instant before) {
    return new HashSet<>(
        jdbc.sql(
                """
                select session_id from session_tokens
                where session_id = any(:ids) and access_expires_at < :before
                  and refresh_token is not null
                  and (renewal_paused_until is null or renewal_paused_until < now())
                """)
            .param("ids", sessionIds.toArray(String[]::new))
            .param("before", before.atOffset(ZoneOffset.UTC))
            .query(String.class)
            .list());
  }

  /** Empty where the key is another one: then nobody can use what is there. */
  private Optional<Kept> read(ResultSet row, String sessionId) throws SQLException {
    Optional<String> access = seal.open(row.getString("access_token"), "access" + sessionId);
    Optional<String> id = seal.open(row.getString("id_token"), "id" + sessionId);
    String refresh = row.getString("refresh_token");
    Optional<String> opened =
        refresh == null ? Optional.empty() : seal.open(refresh, "refresh" + sessionId);
    if (access.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Kept(
            new SessionTokens(
                access.get(),
                row.getObject("access_issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("access_expires_at", OffsetDateTime.class).toInstant(),
                opened.orElse(null),
                id.get()),
            row.getLong("version"),
            row.getBoolean("paused")));
  }

  @Override
  public boolean claimRenewal(String sessionId, long version) {
    return jdbc.sql(
                """
                update session_tokens set renewing_until = now() + :claim * interval '1 second'
                where session_id = :session and version = :version
                  and (renewing_until is null or renewing_until < now())
                  and (renewal_paused_until is null or renewal_paused_until < now())
                """)
            .param("claim", CLAIM_SECONDS)
            .param("session", sessionId)
            .param("version", version)
            .update()
        == 1;
  }

  @Override
  public boolean renew(String sessionId, long version, SessionTokens tokens) {
    return jdbc.sql(
                """
                update session_tokens set access_token = :access, access_issued_at = :issued,
                  access_expires_at = :expires, refresh_token = :refresh, id_token = :id,
                  version = version + 1, renewing_until = null, renewal_paused_until = null
                where session_id = :session and version = :version
                """)
            .param("access", close(tokens.access(), "access", sessionId))
            .param("issued", tokens.issuedAt().atOffset(ZoneOffset.UTC))
            .param("expires", tokens.expiresAt().atOffset(ZoneOffset.UTC))
            .param("refresh", close(tokens.refresh(), "refresh", sessionId))
            .param("id", close(tokens.id(), "id", sessionId))
            .param("session", sessionId)
            .param("version", version)
            .update()
        == 1;
  }

  @Override
  public void pauseRenewal(String sessionId, long version) {
    jdbc.sql(
            """
            update session_tokens set renewing_until = null,
              renewal_paused_until = now() + :pause * interval '1 second'
            where session_id = :session and version = :version
            """)
        .param("pause", PAUSE_SECONDS)
        .param("session", sessionId)
        .param("version", version)
        .update();
  }

  private @Nullable String close(@Nullable String token, String kind, String sessionId) {
    return token == null ? null : seal.close(token, kind + sessionId);
  }
}
