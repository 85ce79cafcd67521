package muster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import muster.localstack.ServiceProcess;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several relays on one database, and what becomes of the records when the leading one ends. */
@OnBothKinds
class RelayTakeoverTest {

  private static final String LEADER =
      "(select pid from pg_locks where locktype = 'advisory' and granted and database ="
          + " (select oid from pg_database where datname = current_database()))";

  private Scene scene;

  @BeforeEach
  void createScene() throws SQLException {
    scene = new Scene();
  }

  @AfterEach
  void closeScene() throws Exception {
    scene.close();
  }

  private void awaitRole(OutboxRelay relay, OutboxRelay.Role role) {
    await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().role() == role);
  }

  @Test
  void oneOfTwoLeadsAndNothingIsPublishedTwice() throws Exception {
    OutboxRelay one = scene.startRelay(Scene.settings());
    OutboxRelay two = scene.startRelay(Scene.settings());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                EnumSet.of(one.status().role(), two.status().role())
                    .equals(Set.of(OutboxRelay.Role.LEADING, OutboxRelay.Role.STANDING_BY)));

    for (int i = 0; i < 200; i++) {
      scene.commit(scene.event("a", Integer.toString(i)));
      one.wake();
      two.wake();
    }

    TopicReader reader = scene.read(scene.topic);
    reader.await(200);
    assertThat(reader.awaitQuiet())
        .extracting(TopicReader::text)
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(Integer::toString).toList());
    assertThat(Math.min(one.status().published(), two.status().published())).isZero();
  }

  @Test
  void theWakeOfAStandingByRelayReachesTheLeaderWithoutThePoll() throws Exception {
    var settings = Scene.settings().withPollInterval(Scene.NO_POLL);
    OutboxRelay leader = scene.startRelay(settings);
    awaitRole(leader, OutboxRelay.Role.LEADING);
    OutboxRelay other = scene.startRelay(settings);
    awaitRole(other, OutboxRelay.Role.STANDING_BY);
    await().until(() -> listening() == 1);
    TopicReader reader = scene.read(scene.topic);

    for (int i = 1; i <= 5; i++) {
      scene.commit(scene.event("a", Integer.toString(i)));
      long start = System.nanoTime();
      other.wake();
      reader.await(i);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private long listening() throws SQLException {
    return scene.number(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and query like 'listen%'");
  }

  @Test
  void whenTheLeadersProcessIsKilledAnotherTakesOverAndNothingIsLost() throws Exception {
    ServiceProcess leader = scene.startRelayProcess();
    await().atMost(Duration.ofSeconds(30)).until(() -> leaders() == 1);
    OutboxRelay other = scene.startRelay(Scene.settings());
    awaitRole(other, OutboxRelay.Role.STANDING_BY);

    TopicReader reader = scene.read(scene.topic);
    for (int i = 0; i < 200; i++) {
      scene.commit(scene.event("k" + i % 5, Integer.toString(i)));
      other.wake();
      if (i == 100) {
        reader.await(1);
        leader.kill();
      }
    }

    awaitRole(other, OutboxRelay.Role.LEADING);
    await().atMost(Duration.ofSeconds(20)).until(() -> scene.rows() == 0);
    assertOrderedWithoutLoss(reader, 200, 5);
  }

  /** Its connections stay open, so nothing but its silence tells. */
  @Test
  void whenTheLeadersProcessHangsAnotherTakesOver() throws Exception {
    ServiceProcess leader = scene.startRelayProcess();
    await().atMost(Duration.ofSeconds(30)).until(() -> leaders() == 1);
    OutboxRelay other = scene.startRelay(Scene.settings());
    awaitRole(other, OutboxRelay.Role.STANDING_BY);
    Scene.signal("STOP", leader.pid());
    try {
      scene.commit(scene.event("k0", "0"), scene.event("k1", "1"));
      other.wake();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> other.status().role() == OutboxRelay.Role.LEADING);
      await().atMost(Duration.ofSeconds(10)).until(() -> scene.rows() == 0);
    } finally {
      Scene.signal("CONT", leader.pid());
    }
    assertOrderedWithoutLoss(scene.read(scene.topic), 2, 2);
    assertThat(other.status().role()).isEqualTo(OutboxRelay.Role.LEADING);
  }

  @Test
  void aLeaderWhoseSessionIsLostStopsAndLeadsAgainOrLeavesItToTheOther() throws Exception {
    OutboxRelay one = scene.startRelay(Scene.settings());
    OutboxRelay two = scene.startRelay(Scene.settings());
    TopicReader reader = scene.read(scene.topic);
    for (int i = 0; i < 200; i++) {
      scene.commit(scene.event("k" + i % 5, Integer.toString(i)));
      one.wake();
      two.wake();
      if (i % 80 == 40) {
        scene.execute("select pg_terminate_backend(pid) from " + LEADER + " leader");
      }
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> scene.rows() == 0);
    assertOrderedWithoutLoss(reader, 200, 5);
    assertThat(one.status().failures() + two.status().failures()).isPositive();
  }

  /**
   * The crash between publishing and deleting: the row's deletion is held up by a lock of the
   * test's until the relay's process has been killed.
   */
  @Test
  void aCrashBetweenPublishingAndDeletingPublishesAgainWithTheSameId() throws Exception {
    scene.commit(scene.event("a", "1"), scene.event("a", "2"));
    TopicReader reader = scene.read(scene.topic);
    try (Connection blocker = scene.begin()) {
      blocker.createStatement().execute("select * from outbox for update");
      ServiceProcess crashing = scene.startRelayProcess();
      assertThat(reader.awaitTexts(2)).containsExactly("1", "2");
      await().atMost(Duration.ofSeconds(4)).until(() -> blockedDeletes() == 1);
      crashing.kill();
      // The server finds the client gone and gives up the deletion and the lead, lock or no lock;
      // they are two sessions.
      await().atMost(Duration.ofSeconds(10)).until(() -> leaders() + blockedDeletes() == 0);
      blocker.rollback();
    }
    assertThat(scene.rows()).isEqualTo(2);

    scene.startRelay(Scene.settings());

    assertThat(reader.awaitTexts(4)).containsExactly("1", "2", "1", "2");
    var ids = reader.await(4).stream().map(TopicReader::id).toList();
    assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2));
    await().until(() -> scene.rows() == 0);
  }

  private long leaders() throws SQLException {
    return scene.number("select count(*) from " + LEADER + " leader");
  }

  private long blockedDeletes() throws SQLException {
    return scene.number(
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock' and query like 'delete%'");
  }

  /** Each at least once; leaving out the repeated, in order within each key. */
  private static void assertOrderedWithoutLoss(TopicReader reader, int count, int keys) {
    reader.awaitDifferent(count);
    reader.awaitQuiet();
    List<Integer> firsts =
        reader.awaitDifferent(count).stream()
            .map(received -> Integer.parseInt(TopicReader.text(received)))
            .toList();
    for (int key = 0; key < keys; key++) {
      int remainder = key;
      List<Integer> ofKey = firsts.stream().filter(i -> i % keys == remainder).toList();
      assertThat(ofKey).isSorted().hasSize(count / keys);
    }
  }
}
