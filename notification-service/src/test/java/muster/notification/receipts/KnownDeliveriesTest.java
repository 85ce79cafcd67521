package muster.notification.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveriesQueued;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.notification.receipts.KnownDeliveries.Delivery;
import muster.notification.receipts.KnownDeliveries.Steps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownDeliveriesTest {
  private static final Instant START = Instant.parse("2022-03-12T01:15:00Z");

  private final KnownDeliveries known = new KnownDeliveries(4);
  private final UUID alert = UUID.randomUUID();
  private final UUID task = UUID.randomUUID();

  @Test
  void theFirstTimeOfEachStepCountsInWhateverOrderTheyCome() {
    known.accept(receipt(task, "v-1", Status.CONFIRMED, 3, null));
    known.accept(queued(task, 1, null, "v-1", "v-2"));
    known.accept(receipt(task, "v-1", Status.SENT, 2, null));
    known.accept(receipt(task, "v-1", Status.SENT, 9, null));
    known.accept(receipt(task, "v-1", Status.SEEN, 4, null));
    known.accept(receipt(task, "v-1", Status.ANSWERED, 5, null));
    known.accept(receipt(task, "v-2", Status.FAILED, 6, null));

    assertThat(steps("v-1", 1)).isEqualTo(new Steps(at(1), at(2), at(3), at(4), at(5), null, null));
    assertThat(steps("v-2", 1))
        .isEqualTo(new Steps(at(1), null, null, null, null, at(6), "no account"));
    assertThat(known.size()).isEqualTo(2);
  }

  /** Who writes the queue down may be slower than a device. */
  @Test
  void whatIsConfirmedWasSentAndQueuedByThen() {
    known.accept(receipt(task, "v-1", Status.CONFIRMED, 3, null));
    known.accept(queued(task, 5, null, "v-1", "v-2"));
    known.accept(receipt(task, "v-1", Status.SENT, 4, null));
    assertThat(steps("v-1", 1)).isEqualTo(new Steps(at(3), at(3), at(3), null, null, null, null));
    assertThat(steps("v-2", 1).queuedAt()).isEqualTo(at(5));

    known.accept(queued(task, 6, 2, "v-1"));
    known.accept(receipt(task, "v-1", Status.SEEN, 5, 2));
    assertThat(steps("v-1", 2)).isEqualTo(new Steps(at(5), null, null, at(5), null, null, null));
  }

  @Test
  void eachCallOfTheTeamIsADeliveryOfItsOwnAndAnAnswerIsToTheLastOne() {
    known.accept(queued(task, 1, null, "v-1"));
    known.accept(queued(task, 60, 2, "v-1"));
    known.accept(receipt(task, "v-1", Status.CONFIRMED, 61, 2));
    known.accept(receipt(task, "v-1", Status.ANSWERED, 70, null));

    assertThat(steps("v-1", 1).confirmedAt()).isNull();
    assertThat(steps("v-1", 1).answeredAt()).isNull();
    assertThat(steps("v-1", 2))
        .isEqualTo(new Steps(at(60), null, at(61), null, at(70), null, null));
  }

  @Test
  void beyondTheBoundTheTaskThatIsKnownForLongestGoes() {
    UUID second = UUID.randomUUID();
    known.accept(queued(task, 1, null, "v-1", "v-2"));
    known.accept(queued(second, 2, null, "v-3", "v-4"));
    assertThat(known.size()).isEqualTo(4);
    known.accept(receipt(second, "v-5", Status.SENT, 3, null));
    assertThat(known.stepsOf(task)).isEmpty();
    assertThat(known.stepsOf(second)).hasSize(3);
    assertThat(known.size()).isEqualTo(3);
    // The only task there is stays, however large its team.
    UUID large = UUID.randomUUID();
    known.accept(queued(large, 4, null, "v-1", "v-2", "v-3", "v-4", "v-5", "v-6"));
    assertThat(known.stepsOf(second)).isEmpty();
    assertThat(known.stepsOf(large)).hasSize(6);
  }

  @Test
  void whatIsQuietGoesUnlessItsAlertIsKnown() {
    UUID second = UUID.randomUUID();
    known.accept(queued(task, 1, null, "v-1"));
    known.accept(queued(second, 100, null, "v-2"));
    known.forget(at(1), ids -> Set.of());
    assertThat(known.size()).isEqualTo(2);
    known.forget(at(50), ids -> Set.copyOf(ids));
    assertThat(known.size()).isEqualTo(2);
    known.forget(at(50), ids -> Set.of());
    assertThat(known.stepsOf(task)).isEmpty();
    assertThat(known.stepsOf(second)).hasSize(1);
    assertThat(known.size()).isEqualTo(1);
  }

  private Steps steps(String volunteerId, int call) {
    return Objects.requireNonNull(
        known.stepsOf(task).get(new Delivery(volunteerId, Channel.STREAM, call)));
  }

  private DeliveriesQueued queued(
      UUID taskId, long seconds, @Nullable Integer call, String... volunteerIds) {
    return new DeliveriesQueued(
        taskId, at(seconds), alert, "t-1", Channel.STREAM, List.of(volunteerIds), call);
  }

  private DeliveryReceipt receipt(
      UUID taskId, String volunteerId, Status status, long seconds, @Nullable Integer call) {
    return new DeliveryReceipt(
        taskId,
        at(seconds),
        alert,
        "t-1",
        volunteerId,
        Channel.STREAM,
        status,
        status == Status.FAILED ? "no account" : null,
        call);
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }
}
