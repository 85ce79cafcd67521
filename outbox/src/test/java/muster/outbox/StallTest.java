package muster.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import muster.testbed.OnBothKinds;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * A partition takes nothing from the producer any more, which tries again without a word. No broker
 * does this when asked to, so the producer is one that forgets what has a certain key.
 */
@OnBothKinds
class StallTest {
  private static final String FORGOTTEN = "forgotten";

  @Test
  void aRecordWithoutAnAnswerWhileLaterOnesHaveTheirsEndsTheLeadership() throws Exception {
    try (Scene scene = new Scene()) {
      scene.commit(scene.event(FORGOTTEN, "1"), scene.event("a", "2"));
      assertThatThrownBy(() -> lead(scene, "a"))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("has no answer after 1 s");

      // The next leader has a producer of its own, and begins with what is left.
      scene.startRelay(Scene.settings());
      assertThat(scene.read(scene.topic).awaitTexts(1)).startsWith("1");
      await().atMost(Duration.ofSeconds(20)).until(() -> scene.rows() == 0);
    }
  }

  @Test
  void nobodyHavingAnAnswerIsNoStall() throws Exception {
    try (Scene scene = new Scene()) {
      scene.commit(scene.event(FORGOTTEN, "1"));
      lead(scene, FORGOTTEN);
      assertThat(scene.rows()).isGreaterThan(1);
    }
  }

  /**
   * Leads for some seconds while more is written.
   *
   * @param key of what is written
   */
  private static void lead(Scene scene, String key) throws Exception {
    OutboxRelaySettings settings =
        Scene.settings()
            .withStallTimeout(Duration.ofSeconds(1))
            .withPollInterval(Duration.ofMillis(100));
    long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
    OutboxTable table = new OutboxTable(OutboxTable.DEFAULT_SCHEMA);
    Wakeup wakeup = new Wakeup();
    try (ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        RelaySession session = RelaySession.open(scene.dataSource, table, settings);
        Eraser eraser = new Eraser(scene.dataSource, table, settings, wakeup);
        Leadership leadership =
            new Leadership(
                session,
                eraser,
                settings,
                new ForgetfulProducer(scene.topic),
                wakeup,
                new RelayJournal())) {
      eraser.start();
      var load =
          writer.scheduleWithFixedDelay(() -> commit(scene, key), 0, 100, TimeUnit.MILLISECONDS);
      assertThat(session.tryLead()).isTrue();
      try {
        leadership.lead(() -> false, () -> System.nanoTime() - end >= 0);
      } finally {
        load.cancel(false);
      }
    }
  }

  private static void commit(Scene scene, String key) {
    try {
      scene.commit(scene.event(key, "next"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class ForgetfulProducer extends MockProducer<byte[], byte[]> {
    ForgetfulProducer(String topic) {
      Node node = new Node(1, "localhost", 1);
      Node[] replicas = {node};
      Cluster cluster =
          new Cluster(
              "cluster",
              List.of(node),
              List.of(new PartitionInfo(topic, 0, node, replicas, replicas)),
              Set.of(),
              Set.of());
      super(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> sent, Callback callback) {
      return FORGOTTEN.equals(new String(sent.key(), UTF_8))
          ? new CompletableFuture<>()
          : super.send(sent, callback);
    }
  }
}
