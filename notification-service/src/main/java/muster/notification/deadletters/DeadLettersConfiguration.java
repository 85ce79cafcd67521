package muster.notification.deadletters;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import muster.eventintake.DeadLetters;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.KafkaClients;
import muster.eventintake.LetterBox;
import muster.eventintake.WholeTopics;

@Factory
final class DeadLettersConfiguration {

  /**
   * Of all consumers: who is left out here could not be asked to handle its letters again. The
   * roster is made of snapshots, which may come at any time; streams and what was delivered follow
   * from events in their order.
   */
  @Singleton
  LetterBox letterBox(
      KafkaClients clients,
      DeadLetters letters,
      List<WholeTopics> wholeTopics,
      @Named("roster") WholeTopics roster,
      List<GroupReader> groups) {
    return new LetterBox(
        "notification-service",
        clients,
        letters,
        new FaultPolicy(_ -> false), // but for Kafka's own
        Stream.concat(
                wholeTopics.stream()
                    .map(
                        reader -> reader == roster ? reader.retryHandler() : reader.retryAtStart()),
                groups.stream().map(GroupReader::retryHandler))
            .toList());
  }
}
