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
import muster.notification.kafka.DeadLetters;
import muster.notification.kafka.EventPublisher;
import muster.notification.kafka.KafkaClients;
import muster.notification.kafka.RecordReading;
import muster.notification.kafka.WholeTopics;
import muster.notification.receipts.command.ReceiptWriter;
import muster.notification.receipts.kafka.ReceiptGroup;
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

  @Context
  @Bean(preDestroy = "close")
  ReceiptGroup receiptGroup(
      KafkaClients clients,
      RecordReading reading,
      EventPublisher publisher,
      DeadLetters deadLetters,
      Roster roster,
      @Named("roster") WholeTopics rosterReader,
      Clock clock) {
    ReceiptGroup group =
        new ReceiptGroup(
            clients, reading, publisher, deadLetters, roster, rosterReader::caughtUp, clock);
    group.start();
    return group;
  }
}
