package muster.notification.receipts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import muster.contracts.Topics;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.IntakeMetrics;
import muster.eventintake.KafkaClients;
import muster.eventintake.WholeTopics;
import muster.notification.kafka.EventPublisher;
import muster.notification.receipts.command.ReceiptWriter;
import muster.notification.receipts.kafka.FollowingReceipts;
import muster.notification.roster.Roster;

@Factory
final class ReceiptsConfiguration {

  @Singleton
  ReceiptSettings receiptSettings(Environment environment) {
    return new ReceiptSettings(
        environment.getRequiredProperty("muster.receipts.sent-backlog", Integer.class),
        environment.getRequiredProperty("muster.receipts.remembered", Integer.class),
        environment.getRequiredProperty("muster.receipts.patience", Duration.class));
  }

  @Singleton
  @Bean(preDestroy = "close")
  ReceiptWriter receiptWriter(
      ReceiptSettings settings,
      EventPublisher publisher,
      Roster roster,
      MeterRegistry meters,
      Clock clock) {
    ReceiptWriter writer = new ReceiptWriter(settings, publisher::publish, roster, meters, clock);
    writer.start();
    return writer;
  }

  /** Without the whole roster nobody could be said to be on duty, and no receipt be written. */
  @Context
  @Bean(preDestroy = "close")
  GroupReader receiptGroup(
      KafkaClients clients,
      EventReading reading,
      EventPublisher publisher,
      DeadLetters deadLetters,
      Roster roster,
      @Named("roster") WholeTopics rosterReader,
      Clock clock,
      MeterRegistry meters) {
    GroupReader group =
        new GroupReader(
            "notification-service.receipts",
            clients,
            List.of(Topics.DISPATCH_EVENTS),
            rosterReader::caughtUp,
            new FollowingReceipts(reading, publisher, roster, clock),
            new FaultPolicy(_ -> false), // but for Kafka's own
            deadLetters);
    new IntakeMetrics(group).bindTo(meters);
    group.start();
    return group;
  }
}
