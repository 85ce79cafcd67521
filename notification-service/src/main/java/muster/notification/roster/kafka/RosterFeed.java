package muster.notification.roster.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.Topics;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.notification.kafka.RecordReading;
import muster.notification.kafka.WholeTopics;
import muster.notification.roster.Roster;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Feeds the roster from the compacted topics. Unreadable records are passed over here and counted;
 * the consumer group writes them to the dead-letter topic, once and not for each instance.
 */
public final class RosterFeed implements WholeTopics.Sink {
  public static final List<String> TOPICS =
      List.of(Topics.Name.VOLUNTEER_TEAMS, Topics.Name.VOLUNTEER_PRESENCE);

  private final Roster roster;
  private final RecordReading reading;
  private final MeterRegistry meters;

  public RosterFeed(Roster roster, RecordReading reading, MeterRegistry meters) {
    this.roster = roster;
    this.reading = reading;
    this.meters = meters;
  }

  @Override
  public Map<TopicPartition, Long> begin(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    return WholeTopics.fromTheBeginning(consumer, partitions);
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topics.Name.VOLUNTEER_TEAMS)) {
      acceptTeam(record);
    } else {
      acceptPresence(record);
    }
  }

  private void acceptTeam(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      if (record.key() != null) {
        roster.forgetTeam(new String(record.key(), StandardCharsets.UTF_8));
      }
      return;
    }
    switch (reading.read(TeamSnapshot.class, record)) {
      case Decoded.Readable<TeamSnapshot> readable -> roster.accept(readable.envelope().event());
      case Decoded.Unreadable<TeamSnapshot> unreadable -> passOver(record);
    }
  }

  private void acceptPresence(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      if (record.key() != null) {
        roster.forgetPresence(new String(record.key(), StandardCharsets.UTF_8));
      }
      return;
    }
    switch (reading.read(PresenceSnapshot.class, record)) {
      case Decoded.Readable<PresenceSnapshot> readable ->
          roster.accept(readable.envelope().event());
      case Decoded.Unreadable<PresenceSnapshot> unreadable -> passOver(record);
    }
  }

  private void passOver(ConsumerRecord<byte[], byte[]> record) {
    meters.counter("muster.records_passed_over", "topic", record.topic()).increment();
  }
}
