package muster.notification.receipts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
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
import muster.notification.receipts.kafka.DeliveryFeed;
import muster.notification.receipts.kafka.FollowingReceipts;
import muster.notification.roster.Roster;
import muster.notification.stream.RecentEvents;

@Factory
final class ReceiptsConfiguration {
  private static final Duration FORGET_INTERVAL = Duration.ofMinutes(1);

  /** Longer than an alert's event may take from the broker to here. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  @Singleton
  ReceiptSettings receiptSettings(Environment environment) {
    return new ReceiptSettings(
        environment.getRequiredProperty("muster.receipts.sent-backlog", Integer.class),
        environment.getRequiredProperty("muster.receipts.remembered", Integer.class),
        environment.getRequiredProperty("muster.receipts.patience", Duration.class),
        environment.getRequiredProperty("muster.receipts.deliveries", Integer.class),
        environment.getRequiredProperty("muster.receipts.reach-back", Duration.class));
  }

  @Singleton
  KnownDeliveries knownDeliveries(ReceiptSettings settings, MeterRegistry meters) {
    KnownDeliveries known = new KnownDeliveries(settings.deliveries());
    meters.gauge("muster.deliveries", known, KnownDeliveries::size);
    return known;
  }

  @Context
  @Named("deliveries")
  @Bean(preDestroy = "close")
  WholeTopics deliveryReader(
      KafkaClients clients,
      KnownDeliveries known,
      EventReading reading,
      DeadLetters deadLetters,
      MeterRegistry meters,
      Clock clock,
      ReceiptSettings settings) {
    WholeTopics reader =
        WholeTopics.patient(
            "notification-service.deliveries",
            clients,
            List.of(Topics.NOTIFICATION_RECEIPTS),
            new DeliveryFeed(known, reading, meters, clock, settings.reachBack()),
            deadLetters);
    new IntakeMetrics(reader).bindTo(meters);
    reader.start();
    return reader;
  }

  @Singleton
  DeliveryOverview deliveryOverview(
      RecentEvents recent,
      KnownDeliveries known,
      @Named("dispatch-events") WholeTopics events,
      @Named("deliveries") WholeTopics deliveries) {
    return new DeliveryOverview(recent, known, () -> events.caughtUp() && deliveries.caughtUp());
  }

  @Context
  @Named("forgetting-deliveries")
  ScheduledFuture<?> forgettingDeliveries(
      KnownDeliveries known,
      RecentEvents recent,
      @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
      Clock clock) {
    return scheduler.scheduleAtFixedRate(
        FORGET_INTERVAL,
        FORGET_INTERVAL,
        () -> known.forget(clock.instant().minus(QUIET), recent::knownOf));
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
