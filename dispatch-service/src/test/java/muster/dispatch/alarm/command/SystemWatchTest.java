package muster.dispatch.alarm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import muster.contracts.TimeOrderedIds;
import muster.dispatch.RunningDispatch;
import muster.dispatch.alarm.AlarmSettings;
import muster.dispatch.alarm.AlertFacts;
import muster.dispatch.alarm.GroupReadings;
import muster.dispatch.alarm.Situations;
import muster.dispatch.alarm.StuckAlert;
import muster.dispatch.alarm.http.AlarmBoard;
import muster.dispatch.alarm.kafka.BrokerReadings;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.outbox.spring.EventOutbox;
import muster.testbed.BesideOthers;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** That nothing happens, seen by an instance of which a test says what it sees. */
@OnRealServers
@BesideOthers
class SystemWatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final RunningDispatch dispatch = RunningDispatch.forAlarms();
  private final AlarmBoard alarms = new AlarmBoard(dispatch);
  private final String service = "s" + UUID.randomUUID() + "-service";
  private final String group = service + ".things";
  private final HandClock time = new HandClock();
  private Duration outboxAge = Duration.ZERO;
  private long position = 10;
  private long end = 10;
  private boolean brokerAway;

  private final SystemWatch watch = another();

  private SystemWatch another() {
    SystemWatch one =
        new SystemWatch(
            dispatch.context.getBean(AlarmTable.class),
            dispatch.context.getBean(EventOutbox.class),
            new Seen(),
            () -> brokerAway ? Map.of() : Map.of(group, reading()),
            new AlarmSettings(LIMIT, LIMIT),
            service,
            dispatch.context.getBean(TransactionOperations.class),
            TimeOrderedIds::next,
            dispatch.context.getBean(Clock.class),
            time);
    one.look(); // the first one is none
    return one;
  }

  private GroupReadings.Reading reading() {
    return new GroupReadings.Reading(Map.of("t-0", position), Map.of("t-0", end));
  }

  private final class Seen implements Situations {
    @Override
    public List<AlertFacts> listFacts(Collection<UUID> alertIds) {
      return List.of();
    }

    @Override
    public List<StuckAlert> listStuck(Instant late) {
      return dispatch.context.getBean(Situations.class).listStuck(late);
    }

    @Override
    public boolean hasActed(UUID alertId, String account, Instant since) {
      return false;
    }

    @Override
    public Duration outboxAge() {
      return outboxAge;
    }
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2022-03-12T01:15:00Z");

    void tick() {
      now = now.plusSeconds(2);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void look(SystemWatch... watches) {
    time.tick();
    for (SystemWatch one : watches) {
      one.look();
    }
  }

  @Test
  void anOutboxThatAgesIsOneAlarmOfEverybodyUntilItIsYoungAgain() {
    look(watch);
    assertThat(alarms.find("OUTBOX_AGES", service)).isEmpty();
    outboxAge = LIMIT;
    look(watch);
    JsonNode alarm = alarms.find("OUTBOX_AGES", service).orElseThrow();
    assertThat(alarm.get("priority").asString()).isEqualTo("MEDIUM");
    assertThat(alarm.has("jurisdiction")).isFalse();
    look(watch);
    assertThat(alarms.find("OUTBOX_AGES", service).orElseThrow()).isEqualTo(alarm);

    outboxAge = Duration.ZERO;
    look(watch);
    assertThat(alarms.find("OUTBOX_AGES", service).orElseThrow().has("goneAt")).isTrue();
    outboxAge = LIMIT;
    look(watch);
    JsonNode back = alarms.find("OUTBOX_AGES", service).orElseThrow();
    assertThat(back.get("id")).as("back within 10 s").isEqualTo(alarm.get("id"));
    assertThat(back.get("raisedAt")).isEqualTo(alarm.get("raisedAt"));
    assertThat(back.has("goneAt")).isFalse();
    outboxAge = Duration.ZERO;
    look(watch);
  }

  @Test
  void aConsumerThatStandsStillIsAnAlarmWithinTenSecondsAndNoneWhenItHasCaughtUp() {
    look(watch);
    end = 20;
    int looks = 0;
    while (alarms.find("CONSUMER_LAGS", group).isEmpty()) {
      look(watch);
      assertThat(++looks).isLessThanOrEqualTo(4);
    }
    position = 20;
    look(watch);
    assertThat(alarms.find("CONSUMER_LAGS", group).orElseThrow().has("goneAt")).isTrue();
  }

  @Test
  void twoInstancesRaiseItOnceAndOneThatHasJustBegunDoesNotEndIt() {
    SystemWatch other = another();
    look(watch, other);
    end = 20;
    for (int i = 0; i < 4; i++) {
      look(watch, other);
    }
    List<JsonNode> raised = alarms.find("CONSUMER_LAGS", group).stream().toList();
    assertThat(raised).hasSize(1);
    look(another());
    look(another());
    assertThat(alarms.find("CONSUMER_LAGS", group)).hasValue(raised.getFirst());
    position = 20;
    look(watch, other);
    assertThat(alarms.find("CONSUMER_LAGS", group).orElseThrow().has("goneAt")).isTrue();
  }

  @Test
  void aBrokerThatSaysNothingNeitherRaisesNorEnds() {
    look(watch);
    brokerAway = true;
    for (int i = 0; i < 10; i++) {
      look(watch);
    }
    assertThat(alarms.find("CONSUMER_LAGS", group)).isEmpty();
  }

  @Test
  void theBrokerSaysHowFarTheGroupsOfTheServicesHaveRead() {
    try (BrokerReadings readings =
        new BrokerReadings(
            () ->
                Admin.create(
                    Map.of("bootstrap.servers", dispatch.neighbours.kafka().bootstrapServers())))) {
      dispatch.issue("THEFT", RunningDispatch.newPlace());
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                Map<String, GroupReadings.Reading> seen = readings.look();
                assertThat(seen).containsKey("dispatch-service.alarms");
                GroupReadings.Reading alarmsRead =
                    Objects.requireNonNull(seen.get("dispatch-service.alarms"));
                assertThat(alarmsRead.positions()).isNotEmpty();
                assertThat(alarmsRead.ends().keySet()).isEqualTo(alarmsRead.positions().keySet());
                assertThat(alarmsRead.positions()).isEqualTo(alarmsRead.ends());
              });
      assertThat(readings.look().keySet()).allMatch(name -> name.startsWith("dispatch-service."));
    }
  }
}
