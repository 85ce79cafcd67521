package muster.eventintake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.eventintake.EventReading.Snapshot;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventReadingTest {
  private final EventReading reading = new EventReading(new EventCodec(), 1_000);
  private final PresenceSnapshot present =
      new PresenceSnapshot("v-1", Instant.EPOCH, 7, true, null, null, null);

  private static ConsumerRecord<byte[], byte[]> record(
      @Nullable String key, String type, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("t", 0, 0, key == null ? null : key.getBytes(UTF_8), value);
    record.headers().add("ce_type", type.getBytes(UTF_8));
    record.headers().add("ce_id", "0d8f2ad5-5c4a-4b8e-9f0b-3b1a1f4f0d11".getBytes(UTF_8));
    return record;
  }

  private byte[] json() {
    return new EventCodec().toJson(present);
  }

  private String whyNot(ConsumerRecord<byte[], byte[]> record) {
    return reading.snapshot(PresenceSnapshot.class, record)
            instanceof Snapshot.Unreadable<PresenceSnapshot>(String reason)
        ? reason
        : "";
  }

  @Test
  void aSnapshotUnderItsOwnKeyIsHowItIsNow() {
    assertThat(
            reading.snapshot(PresenceSnapshot.class, record("v-1", "presence.snapshot.v1", json())))
        .isInstanceOfSatisfying(
            Snapshot.Present.class,
            snapshot -> assertThat(snapshot.envelope().event()).isEqualTo(present));
  }

  @Test
  void aTombstoneIsAnEndAndNeedsNoType() {
    assertThat(reading.snapshot(PresenceSnapshot.class, record("v-1", "whatever", null)))
        .isEqualTo(new Snapshot.Gone<>("v-1"));
  }

  @Test
  void everythingElseHasAReason() {
    assertThat(whyNot(record(null, "presence.snapshot.v1", json()))).contains("no key");
    assertThat(whyNot(record(null, "presence.snapshot.v1", null))).contains("no key");
    assertThat(whyNot(record("v-2", "presence.snapshot.v1", json()))).contains("the key");
    assertThat(whyNot(record("v-1", "team.snapshot.v1", json()))).contains("team.snapshot.v1");
    assertThat(whyNot(record("v-1", "presence.snapshot.v1", "{".getBytes(UTF_8)))).isNotBlank();
    assertThat(whyNot(record("v-1", "presence.snapshot.v1", new byte[1_001])))
        .contains("1001")
        .contains("1000");
  }

  @Test
  void anEventWithoutAValueIsNone() {
    assertThat(reading.event(DispatchEvent.class, record("a", "alert.expired.v1", null)))
        .isInstanceOf(Decoded.Unreadable.class);
  }
}
