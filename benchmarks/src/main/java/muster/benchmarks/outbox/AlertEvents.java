package muster.benchmarks.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Encoded;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.outbox.OutboxRecord;

/**
 * What dispatch-service writes when an alert is issued: one transaction of eight events under the
 * alert's key. Prepared before the clock runs.
 */
final class AlertEvents {
  static final int EVENTS_OF_AN_ALERT = 8;
  private static final int TEAMS = 6;
  private static final Instant AT = Instant.parse("2022-03-12T08:00:00.123456Z");

  private final EventCodec codec = new EventCodec();
  private final String topic;

  /**
   * @param topic instead of the one that the catalogue names, so that each round has its own
   */
  AlertEvents(String topic) {
    this.topic = topic;
  }

  /** Alerts with these numbers, each a list of its events in order. */
  List<List<OutboxRecord>> alerts(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(this::alert).toList();
  }

  List<OutboxRecord> alert(int number) {
    UUID alertId = new UUID(0x019a_0000_0000_7000L, number);
    List<DispatchEvent> events = new ArrayList<>();
    events.add(issued(alertId));
    events.add(
        new DispatchEvent.WaveOpened(
            alertId,
            AT,
            1,
            DispatchEvent.WaveOpened.Trigger.ISSUED,
            1_500,
            AT.plusSeconds(60),
            List.of()));
    for (int rank = 1; rank <= TEAMS; rank++) {
      events.add(offered(alertId, number, rank));
    }
    List<OutboxRecord> records = new ArrayList<>();
    for (DispatchEvent event : events) {
      int version = records.size() + 1;
      UUID id = new UUID(number, version);
      Encoded encoded =
          codec.encode(new EventEnvelope<>(id, "/dispatch-service", version, null, event));
      records.add(new OutboxRecord(topic, encoded.key(), encoded.value(), encoded.headers()));
    }
    return List.copyOf(records);
  }

  private static DispatchEvent issued(UUID alertId) {
    return new DispatchEvent.AlertIssued(
        alertId,
        AT,
        "dispatcher",
        AlertOrigin.commandCenter(),
        Category.THEFT,
        new AlertDetails(
            Severity.MODERATE,
            "电动自行车被盗",
            "黑色电动自行车,车牌尾号 37,向南骑行,骑车人穿深色外套",
            new GeoPoint(34.264512, 117.402311),
            "大黄山街道西朱村 12 号"),
        new JurisdictionCode("320371003209"),
        new CallOutTerms(
            2,
            1,
            TEAMS,
            1.5,
            1_500,
            2,
            3,
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofHours(2),
            Set.of(),
            false),
        40_317,
        null);
  }

  private static DispatchEvent offered(UUID alertId, int number, int rank) {
    return new DispatchEvent.TaskOffered(
        alertId,
        AT,
        new UUID(number, 100L + rank),
        "t-%06d".formatted(number % 60_000 + 1),
        "西朱村义警第一队",
        1,
        new PickReason(417.25 + rank, 181L, PickReason.From.POSITION, 42L, 7, rank),
        AT.plusSeconds(60),
        null,
        null,
        null,
        new JurisdictionCode("320371003209"));
  }
}
