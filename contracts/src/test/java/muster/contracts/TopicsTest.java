package muster.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import muster.contracts.volunteer.VolunteerEvent;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void theCatalogueIsTheOneInTheArchitecture() {
    assertThat(Arrays.stream(Topics.values()).map(Topics::topic))
        .containsExactly(
            "dispatch.events",
            "dispatch.alarms",
            "volunteer.events",
            "volunteer.teams",
            "volunteer.jurisdictions",
            "volunteer.presence",
            "report.events",
            "notification.receipts",
            "notification.desks");
  }

  @Test
  void everyTopicHasItsDeadLetterTopicAmongAllNames() {
    assertThat(Topics.allNames())
        .hasSize(2 * Topics.values().length)
        .doesNotHaveDuplicates()
        .contains("dispatch.events.dlt", "volunteer.teams.dlt");
  }

  @Test
  void everyEventStandsOnExactlyOneTopic() {
    List<Class<? extends Event>> events =
        Arrays.stream(Topics.values())
            .<Class<? extends Event>>flatMap(topic -> EventCodec.recordsOf(topic.family()))
            .toList();
    assertThat(events).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    assertThat(Topics.of(new VolunteerEvent.TeamDisbanded("t-1", java.time.Instant.EPOCH)))
        .isEqualTo(Topics.VOLUNTEER_EVENTS);
  }

  @Test
  void snapshotsAreCompactedAndPositionsAreGoneAfterADay() {
    assertThat(Topics.VOLUNTEER_TEAMS.keep().cleanupPolicy()).isEqualTo("compact");
    assertThat(Topics.VOLUNTEER_TEAMS.keep().retentionMillis()).isEqualTo(-1);
    assertThat(Topics.VOLUNTEER_PRESENCE.keep().cleanupPolicy()).isEqualTo("compact,delete");
    assertThat(Topics.VOLUNTEER_PRESENCE.keep().retentionMillis()).isEqualTo(86_400_000L);
    assertThat(Topics.DISPATCH_EVENTS.keep().cleanupPolicy()).isEqualTo("delete");
  }

  @Test
  void positionsThatHaveASuccessorAreGoneWithinTheHour() {
    assertThat(Topics.VOLUNTEER_PRESENCE.keep().configuration())
        .containsEntry("segment.ms", "600000")
        .containsEntry("max.compaction.lag.ms", "600000")
        .containsEntry("retention.ms", "86400000");
    assertThat(Topics.VOLUNTEER_TEAMS.keep().configuration())
        .containsOnlyKeys("cleanup.policy", "retention.ms");
  }

  @Test
  void whoSatWhereIsForgottenAfterAnHour() {
    assertThat(Topics.NOTIFICATION_DESKS.keep().configuration())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "3600000")
        .containsEntry("segment.ms", "600000")
        .doesNotContainKey("max.compaction.lag.ms");
  }

  @Test
  void deadLettersAreKeptForAWeekAndThoseWithPositionsForADay() {
    assertThat(Topics.values())
        .allSatisfy(
            topic ->
                assertThat(topic.deadLetterKeep())
                    .isEqualTo(
                        Set.of(Topics.VOLUNTEER_PRESENCE, Topics.NOTIFICATION_DESKS).contains(topic)
                            ? Topics.Keep.DAY
                            : Topics.Keep.WEEK));
    assertThat(Topics.Keep.DAY.configuration())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "86400000")
        .containsEntry("segment.ms", "3600000")
        .doesNotContainKey("max.compaction.lag.ms");
  }
}
