package muster.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import muster.outbox.RejectedRows.Place;
import muster.outbox.RejectedRows.PutBack;
import muster.testbed.OnBothKinds;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

@OnBothKinds
class RejectedRowsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static void awaitRejected(Scene scene, int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> scene.number("select count(*) from outbox_rejected") == count);
  }

  @Test
  void whatWasRejectedIsListedInItsOrderAndPageByPage() throws Exception {
    try (Scene scene = new Scene()) {
      RejectedRows rows = new RejectedRows(scene.dataSource);
      assertThat(rows.list(0, 10)).isEmpty();
      String missing = "no topic " + scene.database; // a name that no broker takes
      scene.commit(
          Scene.eventFor(missing, "a", "1"),
          scene.event("b", "fine"),
          Scene.eventFor(missing, "a", "2"));
      try (OutboxRelay relay = scene.startRelay(Scene.settings())) {
        awaitRejected(scene, 2);
        assertThat(relay.status().rejected()).isEqualTo(2);
      }

      var all = rows.list(0, 10);
      assertThat(all).extracting(RejectedRow::key).containsExactly("a", "a");
      assertThat(all).extracting(RejectedRow::topic).containsOnly(missing);
      assertThat(all)
          .allSatisfy(
              row -> {
                assertThat(row.reason()).contains("InvalidTopic");
                assertThat(row.bytes()).isPositive();
                assertThat(row.rejectedAt()).isAfterOrEqualTo(row.appendedAt());
              });
      assertThat(rows.list(0, 1)).containsExactly(all.getFirst());
      assertThat(rows.list(all.getFirst().sequence(), 10)).containsExactly(all.getLast());
      assertThat(rows.find(all.getLast().sequence())).contains(all.getLast());
      assertThat(rows.find(all.getLast().sequence() + 1)).isEmpty();
    }
  }

  /** A topic's bound was too small; it is raised, and the record goes out after all. */
  @Test
  void whatIsPutBackWhenTheCauseIsMendedIsPublished() throws Exception {
    try (Scene scene = new Scene()) {
      String small = scene.database + ".small";
      scene.createTopic(small, Map.of("max.message.bytes", "1000"));
      scene.commit(Scene.eventFor(small, "a", "x".repeat(5_000)));
      RejectedRows rows = new RejectedRows(scene.dataSource);
      OutboxRelay relay = scene.startRelay(Scene.settings());
      awaitRejected(scene, 1);
      long sequence = rows.list(0, 1).getFirst().sequence();

      // Not mended yet: it comes back, as another row.
      long again = done(rows.putBack(sequence));
      relay.wake();
      await().atMost(PATIENCE).until(() -> rows.find(again).isPresent());
      assertThat(rows.find(again).orElseThrow().reason()).contains("TooLarge");
      assertThat(rows.putBack(sequence)).isEqualTo(new PutBack.Unknown());

      raiseBound(small);
      long last = done(rows.putBack(again));
      relay.wake();
      await().atMost(PATIENCE).until(() -> rows.placeOf(last) == Place.PUBLISHED);
      assertThat(rows.list(0, 10)).isEmpty();
      assertThat(scene.read(small).awaitTexts(1)).containsExactly("x".repeat(5_000));
    }
  }

  @Test
  void ofOneKeyTheOlderOneGoesFirst() throws Exception {
    try (Scene scene = new Scene()) {
      scene.execute(
          """
          insert into outbox_rejected (sequence, topic, key, value, headers, bytes, appended_at, reason)
          select n, 't', case n when 13 then 'b' else 'a' end, 'x', array[]::text[], 2, now(), 'r'
          from generate_series(11, 13) n
          """);
      RejectedRows rows = new RejectedRows(scene.dataSource);

      assertThat(rows.putBack(12)).isEqualTo(new PutBack.OlderFirst(11));
      assertThat(scene.rows()).isZero();
      assertThat(rows.putBack(13)).isInstanceOf(PutBack.Done.class);
      assertThat(rows.putBack(11)).isInstanceOf(PutBack.Done.class);
      assertThat(rows.putBack(12)).isInstanceOf(PutBack.Done.class);
      assertThat(rows.list(0, 10)).isEmpty();
      assertThat(scene.number("select count(*) from outbox")).isEqualTo(3);
      assertThat(scene.text("select string_agg(key, '' order by sequence) from outbox"))
          .isEqualTo("baa");
    }
  }

  private static void raiseBound(String topic) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", RealParts.kafka().bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "100000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static long done(PutBack result) {
    assertThat(result).isInstanceOf(PutBack.Done.class);
    return ((PutBack.Done) result).sequence();
  }
}
