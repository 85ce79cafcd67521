package muster.dispatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.dispatch.alarm.command.AlertAlarms;
import muster.dispatch.alarm.command.DueAlarms;
import muster.dispatch.alarm.http.AlarmBoard;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.outbox.spring.EventOutbox;
import muster.testbed.BesideOthers;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** What becomes of alarms by themselves, with a clock that is moved. */
@OnRealServers
@BesideOthers
class AlarmClockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunningDispatch dispatch = RunningDispatch.forAlarms();
  private final AlarmBoard alarms = new AlarmBoard(dispatch);

  private String escalated() {
    return dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
  }

  private JsonNode usedUp(String alert) {
    return alarms.find("WAVES_USED_UP", alert).orElseThrow();
  }

  private void acknowledge(JsonNode alarm) {
    Answer answer =
        dispatch.post(
            "/api/alarms/" + alarm.get("id").asString() + "/acknowledgement",
            dispatch.dispatcher(),
            null);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void whatNobodyAcknowledgesSoundsAgainOneLevelUp() {
    String alert = escalated();
    alarms.await("WAVES_USED_UP", alert);
    dispatch.advance(Duration.ofSeconds(61));
    await().atMost(PATIENCE).until(() -> usedUp(alert).get("level").asInt() == 1);
    dispatch.advance(Duration.ofSeconds(61));
    await().atMost(PATIENCE).until(() -> usedUp(alert).get("level").asInt() == 2);
  }

  @Test
  void whoAcknowledgesAndDoesNothingHasItNoMoreAndWhoActsKeepsIt() {
    String idle = escalated();
    String busy = escalated();
    acknowledge(alarms.await("WAVES_USED_UP", idle));
    acknowledge(alarms.await("WAVES_USED_UP", busy));
    Answer note =
        dispatch.post(
            "/api/alerts/" + busy + "/notes",
            dispatch.dispatcher(),
            "{\"text\":\"rang the town\"}");
    assertThat(note.status()).as(note.toString()).isEqualTo(200);

    dispatch.advance(Duration.ofSeconds(61));

    await().atMost(PATIENCE).until(() -> usedUp(idle).get("level").asInt() == 1);
    assertThat(usedUp(idle).has("acknowledgement")).isFalse();
    assertThat(usedUp(busy).get("level").asInt()).isZero();
    assertThat(usedUp(busy).get("acknowledgement").get("account").asString())
        .isEqualTo("dispatcher-1");
  }

  @Test
  void aShelvedOneIsShelvedNoMoreWhenItsTimeIsOver() {
    UUID report = UUID.randomUUID();
    Answer shelved =
        dispatch.post(
            "/api/alarms/REPORT_OVERDUE:" + report + ":" + UUID.randomUUID() + "/shelving",
            dispatch.dispatcher(),
            "{\"minutes\":5,\"reason\":\"at it\",\"jurisdiction\":\"320371003209\"}");
    assertThat(shelved.status()).as(shelved.toString()).isEqualTo(200);
    dispatch.advance(Duration.ofMinutes(5));
    await()
        .atMost(PATIENCE)
        .until(
            () -> !alarms.find("REPORT_OVERDUE", report.toString()).orElseThrow().has("shelving"));
  }

  @Test
  void whatOnlyPagesCouldEndIsOverAfterADay() {
    UUID report = UUID.randomUUID();
    Answer found =
        dispatch.post(
            "/api/alarms/REPORT_OVERDUE:" + report + ":" + UUID.randomUUID() + "/acknowledgement",
            dispatch.dispatcher(),
            "{\"jurisdiction\":\"320371003209\"}");
    assertThat(found.status()).as(found.toString()).isEqualTo(200);
    forgetAt(Duration.ofHours(23));
    assertThat(alarms.find("REPORT_OVERDUE", report.toString())).isPresent();
    forgetAt(Duration.ofHours(25));
    assertThat(alarms.find("REPORT_OVERDUE", report.toString())).isEmpty();
  }

  private void forgetAt(Duration later) {
    new DueAlarms(
            dispatch.context.getBean(AlarmTable.class),
            dispatch.context.getBean(EventOutbox.class),
            dispatch.context.getBean(Situations.class),
            dispatch.context.getBean(TransactionOperations.class),
            Clock.offset(dispatch.context.getBean(Clock.class), later))
        .forget();
  }

  @Test
  void anEndOfWhichNothingWasHeardIsFoundByTheSweep() {
    String alert = escalated();
    alarms.await("WAVES_USED_UP", alert);
    JdbcClient.create(dispatch.context.getBean(DataSource.class))
        .sql(
            """
            update alert set status = 'CANCELLED', view = jsonb_set(view, '{status}', '"CANCELLED"')
            where alert_id = ?::uuid
            """)
        .param(alert)
        .update();
    dispatch.context.getBean(AlertAlarms.class).sweep();
    assertThat(usedUp(alert).has("goneAt")).isTrue();
  }

  /** In this category a team has 50 s to confirm. */
  @Test
  void aWaveThatReachesNobodyIsAnAlarmUntilADeviceConfirms() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    String id = alert.get("id").asString();
    dispatch.advance(Duration.ofSeconds(51));
    JsonNode alarm = alarms.await("NOBODY_REACHED", id);
    assertThat(alarm.get("priority").asString()).isEqualTo("HIGH");

    dispatch.act(alert.get("tasks").get(0), "acknowledgement", null);

    alarms.awaitGone("NOBODY_REACHED", id);
  }

  @Test
  void anAlertWhoseClocksAreGoneIsStuckWithinTenSeconds() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 2, 100);
    String id = dispatch.issue("CROWD", place).get("id").asString();
    JdbcClient client = JdbcClient.create(dispatch.context.getBean(DataSource.class));
    assertThat(alarms.find("ALERT_STUCK", id)).isEmpty();

    int clocks =
        client
            .sql("delete from scheduled_tasks where task_instance like ?")
            .param(id + "/wave:%")
            .update();
    assertThat(clocks).isEqualTo(1);

    await().atMost(Duration.ofSeconds(10)).until(() -> alarms.find("ALERT_STUCK", id).isPresent());
    Answer ended =
        dispatch.post(
            "/api/alerts/" + id + "/cancellation", dispatch.dispatcher(), "{\"reason\":\"x\"}");
    assertThat(ended.status()).isEqualTo(200);
    alarms.awaitGone("ALERT_STUCK", id);
  }
}
