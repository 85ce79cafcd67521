package muster.outbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;

@OnBothKinds
class OutboxTest {

  @Test
  void recordsLiveAndDieWithTheTransaction() throws Exception {
    try (Scene scene = new Scene();
        Connection connection = scene.begin()) {
      scene.outbox.append(connection, scene.event("a", "1"));
      connection.rollback();
      assertThat(scene.rows()).isZero();

      scene.outbox.append(connection, scene.event("a", "1"), scene.event("a", "2"));
      assertThat(scene.rows()).isZero();
      connection.commit();
      assertThat(scene.rows()).isEqualTo(2);
    }
  }

  @Test
  void appendingOutsideATransactionIsRefused() throws Exception {
    try (Scene scene = new Scene();
        Connection connection = scene.dataSource.getConnection()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> scene.outbox.append(connection, scene.event("a", "1")));
      assertThat(scene.rows()).isZero();
    }
  }

  @Test
  void recordsOfOneCallKeepTheirOrder() throws Exception {
    try (Scene scene = new Scene()) {
      scene.commit(
          java.util.stream.IntStream.rangeClosed(0, 2 * Outbox.RECORDS_OF_AN_INSERT)
              .mapToObj(i -> scene.event("a", String.format("%04d", i)))
              .toList());
      assertThat(scene.rows()).isEqualTo(2 * Outbox.RECORDS_OF_AN_INSERT + 1);
      assertThat(
              scene.number(
                  "select count(*) from (select value, lag(value) over (order by sequence) before"
                      + " from outbox) pairs where before >= value"))
          .isZero();
    }
  }

  @Test
  void asManyRecordsAsThereAreGoWithStatementsOfTheWritersOwn() throws Exception {
    try (Scene scene = new Scene();
        Connection connection = scene.begin()) {
      int count = 2 * Outbox.RECORDS_OF_AN_INSERT + 1;
      List<Outbox.Insert> inserts =
          scene.outbox.inserts(Collections.nCopies(count, scene.event("a", "1")));
      assertThat(inserts).hasSize(3);
      String together = inserts.stream().map(Outbox.Insert::sql).collect(joining(";\n"));
      try (PreparedStatement statement = connection.prepareStatement(together)) {
        int at = 1;
        for (Outbox.Insert insert : inserts) {
          for (Object parameter : insert.parameters()) {
            statement.setObject(at++, parameter);
          }
        }
        statement.execute();
      }
      connection.commit();
      assertThat(scene.rows()).isEqualTo(count);
      assertThat(scene.outbox.inserts(List.of())).isEmpty();
    }
  }

  @Test
  void anEmptyListAndATombstoneAreFine() throws Exception {
    try (Scene scene = new Scene()) {
      scene.commit(List.of());
      assertThat(scene.rows()).isZero();
      scene.commit(new OutboxRecord(scene.topic, "a", null, Map.of()));
      assertThat(scene.number("select count(*) from outbox where value is null")).isEqualTo(1);
    }
  }

  @Test
  void theMigrationMayRunAgainAndKeepsTheRows() throws Exception {
    try (Scene scene = new Scene()) {
      scene.commit(scene.event("a", "1"));
      scene.installTables();
      assertThat(scene.rows()).isEqualTo(1);
    }
  }

  @Test
  void tablesMayLiveInASchemaOfTheirOwn() throws Exception {
    try (Scene scene = new Scene()) {
      scene.execute(
          "create schema alerts; alter table outbox set schema alerts;"
              + " alter table outbox_rejected set schema alerts");
      try (Connection connection = scene.begin()) {
        new Outbox("alerts").append(connection, scene.event("a", "1"));
        connection.commit();
      }
      scene.startRelay(Scene.settings().withSchema("alerts"));
      assertThat(scene.read(scene.topic).awaitTexts(1)).containsExactly("1");
    }
  }
}
