package muster.gateway.session.postgres;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import muster.gateway.session.Sessions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Spring Session's own table, for what the library does in several steps or not at all. */
public final class SessionTable
    implements Sessions, SessionRepositoryCustomizer<JdbcIndexedSessionRepository> {
  /**
   * The library writes to the database with each request, when it was. Here a session ends a fixed
   * time after its login, so there is nothing to write unless something else has changed.
   */
  private static final String UPDATE =
      """
      UPDATE %TABLE_NAME% s
      SET session_id = n.session_id, max_inactive_interval = n.max_inactive_interval,
        expiry_time = s.creation_time + n.max_inactive_interval::bigint * 1000,
        principal_name = n.principal_name
      FROM (SELECT ?::text AS session_id, ?::bigint AS last_access_time,
          ?::int AS max_inactive_interval, ?::bigint AS expiry_time, ?::text AS principal_name,
          ?::text AS primary_id) n
      WHERE s.primary_id = n.primary_id
        AND (s.session_id, s.max_inactive_interval, s.principal_name)
          IS DISTINCT FROM (n.session_id, n.max_inactive_interval, n.principal_name)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public SessionTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void customize(JdbcIndexedSessionRepository repository) {
    repository.setUpdateSessionQuery(UPDATE);
  }

  @Override
  public Set<String> living(Collection<String> sessionIds) {
    return new HashSet<>(
        jdbc.sql(
                """
                select session_id from spring_session
                where session_id = any(:ids) and expiry_time > :now
                """)
            .param("ids", sessionIds.toArray(String[]::new))
            .param("now", clock.millis())
            .query(String.class)
            .list());
  }

  @Override
  public Set<String> endAll(String subject) {
    return new HashSet<>(
        jdbc.sql("delete from spring_session where principal_name = :subject returning session_id")
            .param("subject", subject)
            .query(String.class)
            .list());
  }

  @Override
  public void end(String sessionId) {
    jdbc.sql("delete from spring_session where session_id = :id").param("id", sessionId).update();
  }
}
