package muster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import muster.outbox.OutboxRelay.Role;
import muster.testbed.OnBothKinds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is thrown where nobody expects it: the relay goes on, or says that it does not. */
@OnBothKinds
class RelayErrorsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Gives connections but where it is told to throw. */
  private static final class Throwing extends DelegatingDataSource {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile IntFunction<@Nullable Error> faults;

    Throwing(DataSource connections, IntFunction<@Nullable Error> faults) {
      super(connections);
      this.faults = faults;
    }

    @Override
    public Connection getConnection() throws SQLException {
      Error fault = faults.apply(asked.incrementAndGet());
      if (fault != null) {
        throw fault;
      }
      return super.getConnection();
    }
  }

  /** An error that not even its name can be had of. */
  private static final class Unspeakable extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  /** The relay's own connection is the first; then come those for wakes and for deleting. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anErrorWhereverItComesEndsNothing(int connection) throws Exception {
    try (Scene scene = new Scene()) {
      scene.commit(scene.event("a", "1"));
      OutboxRelay relay =
          scene.startRelay(
              new Throwing(
                  scene.dataSource,
                  asked -> asked == connection ? new StackOverflowError("as a test") : null),
              Scene.settings());

      assertThat(scene.read(scene.topic).awaitTexts(1)).startsWith("1");
      await().atMost(PATIENCE).until(() -> scene.rows() == 0);
      await().atMost(PATIENCE).until(() -> relay.status().failures() > 0);
      await().atMost(PATIENCE).until(() -> relay.status().role() == Role.LEADING);
      assertThat(relay.status().rejectedRows()).isZero();
    }
  }

  @Test
  void aRelayThatEndsThoughNobodyClosedItDoesNotPassForOneThatLeads() throws Exception {
    try (Scene scene = new Scene()) {
      Throwing connections = new Throwing(scene.dataSource, _ -> null);
      OutboxRelay relay = scene.startRelay(connections, Scene.settings());
      await().atMost(PATIENCE).until(() -> relay.status().role() == Role.LEADING);

      connections.faults = _ -> new Unspeakable();
      scene.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");

      await()
          .dontCatchUncaughtExceptions() // the thread is meant to end by one
          .atMost(PATIENCE)
          .until(() -> relay.status().role() == Role.STOPPED);
    }
  }
}
