package muster.dispatch.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import muster.dispatch.RunningDispatch;
import muster.testbed.OnRealServers;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People who had said that they come before people were held. */
@OnRealServers
class OlderAnswersMigrationTest {
  private static final String BEFORE = "9";

  @Test
  void whoMadeATeamComeBeforeIsHeldByTheAccountThatAnswered() {
    JdbcClient database = migratedTo("held", BEFORE);
    UUID running = alert(database, "COVERED", 1, false);
    answered(database, running, task(database, running, "ON_SCENE"), "task.acknowledged.v1", "li");
    answered(
        database, running, task(database, running, "STANDBY"), "task.put-on-standby.v1", "wang");
    // Called a second time, another one answered.
    UUID twice = task(database, running, "EN_ROUTE");
    answered(database, running, twice, "task.acknowledged.v1", "first");
    answered(database, running, twice, "task.acknowledged.v1", "second");

    migrated("held", "latest");

    assertThat(held(database))
        .containsExactlyInAnyOrder(
            "li " + running + " true", "wang " + running + " true", "second " + running + " true");
  }

  @Test
  void whoDoesNotComeAnyMoreOrWhoseAlertIsOverIsNot() {
    JdbcClient database = migratedTo("not_held", BEFORE);
    UUID over = alert(database, "RESOLVED", 1, false);
    answered(database, over, task(database, over, "COMPLETED"), "task.acknowledged.v1", "li");
    answered(database, over, task(database, over, "ON_SCENE"), "task.acknowledged.v1", "wang");
    UUID running = alert(database, "CALLING", 2, false);
    answered(database, running, task(database, running, "WITHDRAWN"), "task.acknowledged.v1", "an");
    answered(database, running, task(database, running, "COMPLETED"), "task.acknowledged.v1", "bo");
    task(database, running, "OFFERED");

    migrated("not_held", "latest");

    assertThat(held(database)).isEmpty();
  }

  /** Their rows would stay for ever: what they are held by goes with the volunteers' ids. */
  @Test
  void teamsOfWhichMembersAnsweredForThemselvesAreLeftAsTheyAre() {
    JdbcClient database = migratedTo("held_since", BEFORE);
    UUID running = alert(database, "COVERED", 1, false);
    UUID task = task(database, running, "ACKNOWLEDGED");
    answered(database, running, task, "member.answered.v1", "account-of-li");
    answered(database, running, task, "task.acknowledged.v1", "account-of-li");
    database.sql("insert into person_commitment values ('li', ?, true)").param(running).update();

    migrated("held_since", "latest");

    assertThat(held(database)).containsExactly("li " + running + " true");
  }

  @Test
  void whoComesToTwoIsHeldForTheOlderOneAndAnAlertThatSharesPeopleOnlyMarksThem() {
    JdbcClient database = migratedTo("held_twice", BEFORE);
    UUID younger = alert(database, "COVERED", 2, false);
    UUID older = alert(database, "ESCALATED", 1, false);
    UUID sharing = alert(database, "CALLING", 3, true);
    for (UUID alert : List.of(younger, older, sharing)) {
      answered(
          database, alert, task(database, alert, "ACKNOWLEDGED"), "task.acknowledged.v1", "li");
    }

    migrated("held_twice", "latest");

    assertThat(held(database))
        .containsExactlyInAnyOrder("li " + older + " true", "li " + sharing + " false");
  }

  private static List<String> held(JdbcClient database) {
    return database
        .sql("select person_id || ' ' || alert_id || ' ' || exclusive from person_commitment")
        .query(String.class)
        .list();
  }

  private static UUID alert(JdbcClient database, String status, int minute, boolean shares) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into alert
              (alert_id, version, status, category, jurisdiction, issued_at, view)
            values (?, 1, ?, 'THEFT', '3203', timestamptz '2026-03-12 08:00Z', '{"wave":1}')
            """)
        .params(id, status)
        .update();
    database
        .sql(
            """
            insert into alert_event (alert_id, version, name, at, json)
            values (?, 1, 'alert.issued.v1',
                    timestamptz '2026-03-12 08:00Z' + ? * interval '1 minute',
                    jsonb_build_object('terms', jsonb_build_object('sharesTeams', ?)))
            """)
        .params(id, minute, shares)
        .update();
    return id;
  }

  private static UUID task(JdbcClient database, UUID alert, String state) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into task (task_id, alert_id, position, team_id, state, offered_at, view)
            select ?, ?, 1 + count(*), 'team', ?, now(), '{}' from task where alert_id = ?
            """)
        .params(id, alert, state, alert)
        .update();
    return id;
  }

  private static void answered(
      JdbcClient database, UUID alert, UUID task, String event, String by) {
    database
        .sql(
            """
            insert into alert_event (alert_id, version, name, at, json)
            select ?, 1 + count(*), ?, now(),
              jsonb_build_object('taskId', cast(? as text), 'by', cast(? as text))
            from alert_event where alert_id = ?
            """)
        .params(alert, event, task.toString(), by, alert)
        .update();
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
