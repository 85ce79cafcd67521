package muster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnBothKinds
class OutboxRelayTest {

  private Scene scene;

  @BeforeEach
  void createScene() throws SQLException {
    scene = new Scene();
  }

  @AfterEach
  void closeScene() throws Exception {
    scene.close();
  }

  private void awaitRows(long rows) {
    await().atMost(Duration.ofSeconds(20)).until(() -> scene.rows() == rows);
  }

  private static OutboxRelaySettings smallPages(int pageRows) {
    var usual = Scene.settings();
    return new OutboxRelaySettings(
        usual.schema(),
        pageRows,
        Math.max(20, pageRows),
        usual.inFlightBytes(),
        usual.maxRecordBytes(),
        usual.pollInterval(),
        usual.databaseTimeout(),
        usual.drainTimeout(),
        usual.stallTimeout());
  }

  @Test
  void aRecordArrivesWithKeyValueAndHeadersAndLeavesTheTable() throws Exception {
    scene.startRelay(Scene.settings());
    scene.commit(
        new OutboxRecord(
            scene.topic,
            "徐州",
            "{\"x\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Map.of("ce_id", "7", "ce_subject", "西朱")));

    var received = scene.read(scene.topic).await(1).getFirst();
    assertThat(received.key()).isEqualTo("徐州");
    assertThat(TopicReader.text(received)).isEqualTo("{\"x\":1}");
    assertThat(TopicReader.id(received)).isEqualTo("7");
    assertThat(received.headers().lastHeader("ce_subject").value())
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .isEqualTo("西朱");
    awaitRows(0);
  }

  @Test
  void aTombstoneArrivesAsNull() throws Exception {
    scene.startRelay(Scene.settings());
    scene.commit(new OutboxRecord(scene.topic, "a", null, Map.of("ce_id", "7")));
    assertThat(scene.read(scene.topic).await(1).getFirst().value()).isNull();
  }

  /**
   * 8 writers lock one of 20 aggregates each time; with pages of 3 the relay reads amid the
   * commits.
   */
  @ParameterizedTest
  @ValueSource(ints = {3, 1_000})
  void orderPerKeyIsTheOrderOfCommits(int pageRows) throws Exception {
    int writers = 8;
    int each = 250;
    scene.execute(
        "create table aggregate (id int primary key, version int not null);"
            + " insert into aggregate select i, 0 from generate_series(0, 19) i");
    OutboxRelay relay = scene.startRelay(smallPages(pageRows));

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> work =
          IntStream.range(0, writers)
              .<Callable<Void>>mapToObj(
                  seed ->
                      () -> {
                        changeAggregates(new Random(seed), each, relay);
                        return null;
                      })
              .toList();
      for (Future<Void> done : executor.invokeAll(work)) {
        done.get();
      }
    }

    Map<String, Integer> versions = new HashMap<>();
    for (var received : scene.read(scene.topic).await(writers * each)) {
      int expected = versions.merge(received.key(), 1, Integer::sum);
      assertThat(TopicReader.text(received))
          .as("next of key %s", received.key())
          .isEqualTo(Integer.toString(expected));
    }
    awaitRows(0);
  }

  private void changeAggregates(Random random, int times, OutboxRelay relay) throws SQLException {
    try (Connection connection = scene.begin();
        PreparedStatement change =
            connection.prepareStatement(
                "update aggregate set version = version + 1 where id = ? returning version")) {
      for (int i = 0; i < times; i++) {
        int id = random.nextInt(20);
        change.setInt(1, id);
        try (ResultSet changed = change.executeQuery()) {
          changed.next();
          scene.outbox.append(
              connection, scene.event(Integer.toString(id), Integer.toString(changed.getInt(1))));
        }
        if (random.nextInt(10) == 0) {
          connection.createStatement().execute("select pg_sleep(0.005)"); // commits late
        }
        connection.commit();
        relay.wake();
      }
    }
  }

  @Test
  void aTransactionThatCommitsLateIsNotLost() throws Exception {
    OutboxRelay relay = scene.startRelay(smallPages(1).withPollInterval(Scene.NO_POLL));
    TopicReader reader = scene.read(scene.topic);
    try (Connection late = scene.begin()) {
      scene.outbox.append(late, scene.event("late", "first of late"));
      scene.commit(IntStream.range(0, 50).mapToObj(i -> scene.event("k" + i, "other")).toList());
      relay.wake();
      assertThat(reader.awaitTexts(50)).containsOnly("other");
      awaitRows(0);

      late.commit();
    }
    scene.commit(scene.event("late", "second of late"));
    relay.wake();

    assertThat(reader.awaitTexts(52).subList(50, 52))
        .containsExactly("first of late", "second of late");
  }

  @Test
  void aWakeIsEnoughWithoutThePoll() throws Exception {
    OutboxRelay relay = scene.startRelay(Scene.settings().withPollInterval(Scene.NO_POLL));
    TopicReader reader = scene.read(scene.topic);
    scene.commit(scene.event("a", "warm up"));
    relay.wake();
    reader.await(1);

    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long before = relay.status().published();
      scene.commit(scene.event("a", "next"));
      long start = System.nanoTime();
      relay.wake();
      while (relay.status().published() == before) {
        Thread.onSpinWait();
      }
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }

    times.sort(null);
    System.out.printf(
        "wake to broker's confirmation: p50 %s, max %s%n", times.get(25), times.getLast());
    assertThat(times.get(25)).isLessThan(Duration.ofMillis(50));
    assertThat(times.getLast()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void theRowOfAWriterThatDiedBeforeTheWakeIsFoundByThePoll() throws Exception {
    OutboxRelay relay = scene.startRelay(Scene.settings());
    await().until(() -> relay.status().role() == OutboxRelay.Role.LEADING);
    scene.commit(scene.event("a", "nobody woke"));
    assertThat(scene.read(scene.topic).awaitTexts(1)).containsExactly("nobody woke");
  }

  @Test
  void whatTheBrokerNeverTakesIsRejectedWithItsReasonAndTheRestGoesOn() throws Exception {
    String narrow = scene.database + ".narrow";
    scene.createTopic(narrow, Map.of("max.message.bytes", "2000"));
    OutboxRelay relay = scene.startRelay(Scene.settings());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    new OutboxMetrics(relay).bindTo(meters);

    scene.commit(
        scene.event("a", "before"),
        scene.event("a", "x".repeat(OutboxRelaySettings.DEFAULT_MAX_RECORD_BYTES)),
        Scene.eventFor(narrow, "a", "x".repeat(3_000)),
        Scene.eventFor("no topic!", "a", "never"),
        Scene.eventFor(narrow, "a", "fits"),
        scene.event("a", "after"));
    relay.wake();

    assertThat(scene.read(scene.topic).awaitTexts(2)).containsExactly("before", "after");
    assertThat(scene.read(narrow).awaitTexts(1)).containsExactly("fits");
    awaitRows(0);
    assertThat(
            scene.text(
                "select string_agg(topic || ': ' || reason, E'\\n' order by sequence)"
                    + " from outbox_rejected"))
        .matches(
            "(?s)%s: 103\\d+ bytes are more than 1032192\n.*narrow: .*RecordTooLarge.*\nno topic!: .*InvalidTopic.*"
                .formatted(scene.topic));
    assertThat(relay.status().rejected()).isEqualTo(3);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> meters.get("muster.outbox.rejected.rows").gauge().value() == 3);
    assertThat(meters.get("muster.outbox.leading").gauge().value()).isEqualTo(1);
  }

  @Test
  void aRecordOfExactlyTheLargestSizeIsPublished() throws Exception {
    OutboxRelay relay = scene.startRelay(Scene.settings());
    int others = 1 + "ce_id".length() + 36;
    scene.commit(
        scene.event("a", "x".repeat(OutboxRelaySettings.DEFAULT_MAX_RECORD_BYTES - others)));
    relay.wake();
    assertThat(scene.read(scene.topic).await(1).getFirst().value())
        .hasSize(OutboxRelaySettings.DEFAULT_MAX_RECORD_BYTES - others);
    assertThat(relay.status().rejected()).isZero();
  }

  @Test
  void aMissingTopicHoldsUpItsOwnRecordsAloneUntilItIsThere() throws Exception {
    String missing = scene.database + ".missing";
    OutboxRelay relay = scene.startRelay(Scene.settings());
    scene.commit(
        Scene.eventFor(missing, "a", "1"),
        scene.event("a", "not held up"),
        Scene.eventFor(missing, "a", "2"));
    relay.wake();
    assertThat(scene.read(scene.topic).awaitTexts(1)).containsExactly("not held up");
    awaitRows(2);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(relay.status().lastFailure())
                    .extracting(OutboxRelay.Failure::what)
                    .asString()
                    .contains("topic " + missing));

    scene.createTopic(missing, Map.of());
    assertThat(scene.read(missing).awaitTexts(2)).containsExactly("1", "2");
    awaitRows(0);
  }

  @Test
  void closingPublishesWhatIsLeft() throws Exception {
    OutboxRelay relay = scene.startRelay(smallPages(10).withPollInterval(Scene.NO_POLL));
    await().until(() -> relay.status().role() == OutboxRelay.Role.LEADING);
    scene.commit(IntStream.range(0, 200).mapToObj(i -> scene.event("a", "" + i)).toList());

    relay.close();

    assertThat(scene.rows()).isZero();
    assertThat(scene.read(scene.topic).await(200)).hasSize(200);
    assertThat(relay.status().role()).isEqualTo(OutboxRelay.Role.STOPPED);
    assertThat(scene.number("select count(*) from pg_locks where locktype = 'advisory'")).isZero();
  }
}
