package muster.dispatch.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import muster.dispatch.RunningDispatch;
import muster.testbed.OnBothKinds;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts that run while the version that gives numbers comes. */
@OnBothKinds
class AlertNumberMigrationTest {
  private static final String BEFORE = "2";

  @Test
  void alertsThatRunAreNumberedInTheOrderOfTheirIssueAndEndedOnesAreNot() {
    JdbcClient database = migratedTo("numbering", BEFORE);
    UUID second = alert(database, "COVERED", 2);
    UUID first = alert(database, "CALLING", 1);
    UUID over = alert(database, "RESOLVED", 3);
    UUID third = alert(database, "ESCALATED", 4);

    migrated("numbering", "latest");

    assertThat(List.of(numbers(database, first), numbers(database, second)))
        .containsExactly("10000 10000 10000", "10001 10001 10001");
    assertThat(numbers(database, third)).isEqualTo("10002 10002 10002");
    assertThat(numbers(database, over)).isEqualTo("- - -");
    assertThat(new AlertNumberSequence(database).getAsInt()).isEqualTo(10_050);
  }

  @Test
  void withFiftyThatRunTheNextBlockBeginsBehindThem() {
    JdbcClient database = migratedTo("numbering_50", BEFORE);
    for (int i = 1; i <= 50; i++) {
      alert(database, "CALLING", i);
    }
    migrated("numbering_50", "latest");
    assertThat(new AlertNumberSequence(database).getAsInt()).isEqualTo(10_050);
    alertsHaveDifferentNumbers(database);
  }

  @Test
  void anEmptyDatabaseBeginsWithTheLowestNumberAndTheHighestIsFollowedByIt() {
    JdbcClient database = migratedTo("numbering_none", "latest");
    AlertNumberSequence blocks = new AlertNumberSequence(database);
    assertThat(blocks.getAsInt()).isEqualTo(10_000);
    assertThat(blocks.getAsInt()).isEqualTo(10_050);
    database.sql("select setval('alert_number', 99999950, false)").query(Long.class).single();
    assertThat(blocks.getAsInt()).isEqualTo(99_999_950);
    assertThat(blocks.getAsInt()).isEqualTo(10_000);
  }

  private static void alertsHaveDifferentNumbers(JdbcClient database) {
    assertThat(database.sql("select number from alert").query(Integer.class).list())
        .hasSize(50)
        .doesNotHaveDuplicates()
        .allMatch(number -> number >= 10_000 && number < 10_050);
  }

  private static UUID alert(JdbcClient database, String status, int minute) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into alert
              (alert_id, version, status, category, jurisdiction, issued_at, view)
            values (?, 1, ?, 'THEFT', '3203',
                    timestamptz '2026-03-12 08:00Z' + ? * interval '1 minute', '{"wave":1}')
            """)
        .params(id, status, minute)
        .update();
    database
        .sql(
            """
            insert into alert_event (alert_id, version, name, at, json)
            values (?, 1, 'alert.issued.v1', now(), '{"by":"officer"}'),
                   (?, 2, 'wave.opened.v1', now(), '{"wave":1}')
            """)
        .params(id, id)
        .update();
    return id;
  }

  /** Of the row, of what the API shows, and of the event. */
  private static String numbers(JdbcClient database, UUID alertId) {
    return database
        .sql(
            """
            select concat_ws(' ', coalesce(number::text, '-'), coalesce(view->>'number', '-'),
                             coalesce(json->>'number', '-'))
            from alert join alert_event using (alert_id)
            where alert_id = ? and alert_event.version = 1
            """)
        .param(alertId)
        .query(String.class)
        .single();
  }

  private static JdbcClient migratedTo(String name, String version) {
    RunningDispatch.shared().neighbours.postgres().createDatabase(name);
    return migrated(name, version);
  }

  private static JdbcClient migrated(String name, String version) {
    DataSource database = RunningDispatch.shared().neighbours.postgres().dataSource(name);
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration", "classpath:muster/outbox/db")
        .target(version)
        .load()
        .migrate();
    return JdbcClient.create(database);
  }
}
