package muster.dispatch.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import muster.dispatch.Neighbours;
import muster.dispatch.RunningDispatch;
import muster.dispatch.alarm.http.AlarmBoard;
import muster.testbed.BesideOthers;
import muster.testbed.OnRealServers;
import muster.testbed.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances read, look and ring: what happens, happens once. */
@OnRealServers
@BesideOthers
class AlarmsOfTwoInstancesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ALERTS = 12;
  private static Neighbours neighbours;
  private static RunningDispatch one;
  private static RunningDispatch other;

  @BeforeAll
  static void start() {
    neighbours = Neighbours.start();
    one = RunningDispatch.on(neighbours, "dispatch", "--muster.clock.movable=true");
    other = RunningDispatch.on(neighbours, "dispatch", "--muster.clock.movable=true");
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    neighbours.close();
  }

  @Test
  void eachAlarmIsRaisedOnceSoundsAgainOnceAndIsGoneOnce() {
    AlarmBoard alarms = new AlarmBoard(one);
    List<String> alerts = new ArrayList<>();
    for (int i = 0; i < ALERTS; i++) {
      RunningDispatch issuing = i % 2 == 0 ? one : other;
      alerts.add(issuing.issue("THEFT", RunningDispatch.newPlace()).get("id").asString());
    }
    alerts.forEach(alert -> alarms.await("WAVES_USED_UP", alert));
    one.advance(Duration.ofSeconds(61));
    other.advance(Duration.ofSeconds(61));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                alerts.stream()
                    .allMatch(
                        alert -> alarms.await("WAVES_USED_UP", alert).get("level").asInt() == 1));
    alerts.forEach(AlarmsOfTwoInstancesTest::cancel);
    alerts.forEach(alert -> alarms.awaitGone("WAVES_USED_UP", alert));

    try (TopicReader watch =
        new TopicReader(neighbours.kafka().bootstrapServers(), "dispatch.alarms")) {
      watch.await(3 * ALERTS, event -> event.key().startsWith("WAVES_USED_UP:"));
      Map<String, List<String>> byAlarm =
          watch.awaitQuiet().stream()
              .filter(event -> event.key().startsWith("WAVES_USED_UP:"))
              .collect(
                  Collectors.groupingBy(
                      event -> event.key(),
                      Collectors.mapping(
                          event -> TopicReader.header(event, "ce_type"), Collectors.toList())));
      assertThat(byAlarm).hasSize(ALERTS);
      assertThat(byAlarm.values())
          .allSatisfy(
              events ->
                  assertThat(events)
                      .containsExactly(
                          "alarm.raised.v1", "alarm.sounded-again.v1", "alarm.gone.v1"));
    }
  }

  private static void cancel(String alert) {
    assertThat(
            other
                .post(
                    "/api/alerts/" + alert + "/cancellation",
                    other.dispatcher(),
                    "{\"reason\":\"found\"}")
                .status())
        .isEqualTo(200);
  }
}
