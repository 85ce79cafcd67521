package muster.dispatch.alert.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.dispatch.Neighbours;
import muster.dispatch.RunningDispatch;
import muster.testbed.BesideOthers;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Who says nothing is unreached only if somebody could have heard it. Two instances: a deadline
 * comes on any of them, and the receipts are read by any.
 */
@OnRealServers
@BesideOthers
class SilenceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ABSENCE = Duration.ofSeconds(30);
  private static final Duration REACH_DEADLINE = Duration.ofSeconds(5);

  private static Neighbours neighbours;
  private static RunningDispatch one;
  private static RunningDispatch other;

  @BeforeAll
  static void start() {
    neighbours = Neighbours.start();
    String late = "--muster.policies.theft.acknowledgement-deadline=10m";
    String expiry = "--muster.policies.theft.expiry=30m";
    one = RunningDispatch.on(neighbours, "silence", late, expiry);
    other = RunningDispatch.on(neighbours, "silence", late, expiry);
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    neighbours.close();
  }

  @Test
  void sixPhonesThatConfirmAfterThirtySecondsWithoutABrokerAreReached() {
    GeoPoint place = RunningDispatch.newPlace();
    seedTeams(place, 6);
    GeoPoint silentPlace = RunningDispatch.newPlace();
    seedTeams(silentPlace, 1);
    JsonNode alert = one.issue("THEFT", place);
    String id = alert.get("id").asString();
    await().atMost(PATIENCE).until(() -> waitingInTheOutbox() == 0);

    neighbours.kafka().kill();
    String silent = other.issue("THEFT", silentPlace).get("id").asString();
    await()
        .during(ABSENCE)
        .atMost(ABSENCE.plusSeconds(10))
        .until(() -> unreached(id) == 0 && unreached(silent) == 0);
    Instant back = Instant.now();
    neighbours.kafka().restart();
    alert
        .get("tasks")
        .forEach(task -> one.publish(RunningDispatch.receipt(task, Status.CONFIRMED)));

    // By now the six would be unreached, for whoever is really silent is.
    await().atMost(PATIENCE).until(() -> unreached(silent) == 1);
    assertThat(Duration.between(back, Instant.now())).isGreaterThan(REACH_DEADLINE);
    await().atMost(PATIENCE).until(() -> count(id, "task.reached.v1") == 6);
    assertThat(unreached(id)).isZero();
    assertThat(one.line(id))
        .isEqualTo("CALLING 1 OFFERED | 2 OFFERED | 3 OFFERED | 4 OFFERED | 5 OFFERED | 6 OFFERED");
  }

  @Test
  void receiptsThatNobodyHasReadYetAreWaitedFor() {
    GeoPoint place = RunningDispatch.newPlace();
    seedTeams(place, 1);
    bindings(State.STOPPED);
    JsonNode alert = one.issue("THEFT", place);
    String id = alert.get("id").asString();
    one.publish(RunningDispatch.receipt(alert.get("tasks").get(0), Status.CONFIRMED));

    await().during(REACH_DEADLINE.plusSeconds(3)).atMost(PATIENCE).until(() -> unreached(id) == 0);
    assertThat(count(id, "task.reached.v1")).isZero();

    bindings(State.STARTED);
    await().atMost(PATIENCE).until(() -> count(id, "task.reached.v1") == 1);
    assertThat(unreached(id)).isZero();
  }

  /** The one that reads has the partition; the other one hears by it. */
  @Test
  void oneInstanceReadsAndADeadlineOnAnyOfThemKnowsWhoIsSilent() {
    bindings(other, State.STOPPED);
    GeoPoint place = RunningDispatch.newPlace();
    seedTeams(place, 6);
    JsonNode alert = one.issue("THEFT", place);
    String id = alert.get("id").asString();
    for (int i = 0; i < 3; i++) {
      one.publish(RunningDispatch.receipt(alert.get("tasks").get(i), Status.CONFIRMED));
    }

    await().atMost(PATIENCE).until(() -> unreached(id) == 3);
    assertThat(one.line(id)).contains("1 OFFERED | 2 OFFERED | 3 OFFERED | 4 UNREACHED");
    bindings(other, State.STARTED);
  }

  @Test
  void withNoPhoneAnsweringTheCityIsNotEmptied() {
    try (RunningDispatch alone =
        RunningDispatch.on(
            neighbours,
            "doubtful",
            "--muster.policies.theft.reach-deadline=1s",
            "--muster.policies.theft.acknowledgement-deadline=6s")) {
      GeoPoint place = RunningDispatch.newPlace();
      alone.seedTeams(place, 80, 10);
      String id = alone.issue("THEFT", place).get("id").asString();

      await().atMost(PATIENCE).until(() -> alone.timeline(id).contains("alert.escalated.v1"));
      // Six, once as many in their place, and the two wider waves.
      assertThat(alone.alert(id).get("tasks").size()).isEqualTo(6 + 6 + 9 + 14);
      assertThat(alone.timeline(id).stream().filter("alert.delivery-doubtful.v1"::equals))
          .hasSize(1);
    }
  }

  private static void seedTeams(GeoPoint place, int count) {
    List<String> teams = one.seedTeams(place, count, 100);
    other.awaitTeams(teams);
  }

  private static void bindings(State state) {
    Stream.of(one, other).forEach(instance -> bindings(instance, state));
  }

  private static void bindings(RunningDispatch instance, State state) {
    instance.context.getBean(BindingsLifecycleController.class).changeState("receipts-in-0", state);
  }

  private static long unreached(String alert) {
    return count(alert, "task.unreached.v1");
  }

  private static long count(String alert, String type) {
    return one.timeline(alert).stream().filter(type::equals).count();
  }

  private static int waitingInTheOutbox() {
    return JdbcClient.create(one.database())
        .sql("select count(*) from outbox")
        .query(Integer.class)
        .single();
  }
}
