package muster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The relay borrows from the pool of the service and must not spoil it. */
@OnBothKinds
class PooledRelayTest {

  private static final String SESSION =
      "select current_setting('synchronous_commit'), current_setting('enable_seqscan'),"
          + " current_setting('idle_session_timeout'),"
          + " (select count(*) from pg_locks where locktype = 'advisory'"
          + "   and pid = pg_backend_pid()),"
          + " (select count(*) from pg_listening_channels())";

  private static final String LEADS =
      "exists (select from pg_locks where locktype = 'advisory' and pid = a.pid)";

  private enum Lost {
    ALL("true", 2),
    /** What was confirmed and could not be deleted comes again. */
    THE_ERASERS("not " + LEADS + " and query not like 'listen%'", 3);

    private final String condition;
    private final int mostRecords;

    Lost(String condition, int mostRecords) {
      this.condition = condition;
      this.mostRecords = mostRecords;
    }
  }

  private Scene scene;
  private HikariDataSource pool;

  @BeforeEach
  void createScene() throws SQLException {
    scene = new Scene();
    HikariConfig configuration = new HikariConfig();
    configuration.setDataSource(scene.dataSource);
    configuration.setMaximumPoolSize(3);
    configuration.setAutoCommit(false);
    pool = new HikariDataSource(configuration);
  }

  @AfterEach
  void closeScene() throws Exception {
    scene.close();
    pool.close();
  }

  @Test
  void connectionsComeBackAsTheyWere() throws Exception {
    OutboxRelay relay = scene.startRelay(pool, Scene.settings());
    scene.commit(scene.event("a", "1"));
    relay.wake();
    await().atMost(Duration.ofSeconds(20)).until(() -> scene.rows() == 0);
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(3);

    relay.close();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    try (Connection one = pool.getConnection();
        Connection other = pool.getConnection();
        Connection third = pool.getConnection()) {
      assertThat(session(one)).isEqualTo("on on 0 0 0");
      assertThat(session(other)).isEqualTo("on on 0 0 0");
      assertThat(session(third)).isEqualTo("on on 0 0 0");
      assertThat(one.getAutoCommit()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLostConnectionIsReplaced(Lost lost) throws Exception {
    OutboxRelay relay = scene.startRelay(pool, Scene.settings());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> relay.status().role() == OutboxRelay.Role.LEADING);

    scene.commit(scene.event("a", "1"));
    relay.wake();
    await().atMost(Duration.ofSeconds(20)).until(() -> scene.rows() == 0);

    scene.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity a"
            + " where datname = current_database() and pid <> pg_backend_pid() and "
            + lost.condition);
    scene.commit(scene.event("a", "2"));
    relay.wake();

    await().atMost(Duration.ofSeconds(20)).until(() -> scene.rows() == 0);
    assertThat(scene.read(scene.topic).awaitTexts(2))
        .startsWith("1", "2")
        .hasSizeLessThanOrEqualTo(lost.mostRecords);
    assertThat(relay.status().failures()).isPositive();
  }

  private static String session(Connection connection) throws SQLException {
    try (ResultSet result = connection.createStatement().executeQuery(SESSION)) {
      result.next();
      return String.join(
          " ",
          result.getString(1),
          result.getString(2),
          result.getString(3),
          result.getString(4),
          result.getString(5));
    }
  }
}
