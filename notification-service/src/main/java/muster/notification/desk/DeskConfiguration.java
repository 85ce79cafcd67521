package muster.notification.desk;

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
import muster.eventintake.IntakeMetrics;
import muster.eventintake.KafkaClients;
import muster.eventintake.WholeTopics;
import muster.notification.desk.command.DeskWriter;
import muster.notification.desk.kafka.DeskFeed;
import muster.notification.kafka.EventPublisher;
import muster.notification.stream.OpenStreams;

@Factory
final class DeskConfiguration {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Clocks differ, and a record is a moment on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  @Singleton
  DeskLimits deskLimits(Environment environment) {
    return new DeskLimits(
        environment.getRequiredProperty("muster.desks.silence", Duration.class),
        environment.getRequiredProperty("muster.desks.restated", Duration.class),
        environment.getRequiredProperty("muster.desks.per-account", Integer.class),
        environment.getRequiredProperty("muster.desks.most", Integer.class));
  }

  @Singleton
  Desks desks(DeskLimits limits, OpenStreams streams, MeterRegistry meters) {
    Desks desks = new Desks(limits, streams::tell);
    meters.gauge("muster.desks", desks, Desks::count);
    return desks;
  }

  @Singleton
  DeskWriter deskWriter(Desks desks, EventPublisher publisher, Clock clock) {
    return new DeskWriter(desks, publisher::publish, clock);
  }

  @Context
  @Named("desk-presence")
  @Bean(preDestroy = "close")
  WholeTopics deskPresenceReader(
      KafkaClients clients,
      Desks desks,
      DeskWriter writer,
      EventReading reading,
      DeadLetters deadLetters,
      MeterRegistry meters,
      Clock clock,
      DeskLimits limits) {
    WholeTopics reader =
        new WholeTopics(
            "notification-service.desk-presence",
            clients,
            List.of(Topics.NOTIFICATION_DESKS),
            new DeskFeed(
                desks, writer::heard, reading, meters, clock, limits.silence().plus(MARGIN)),
            deadLetters);
    new IntakeMetrics(reader).bindTo(meters);
    reader.start();
    return reader;
  }

  @Singleton
  DeskDirectory deskDirectory(Desks desks, @Named("desk-presence") WholeTopics reader) {
    return new DeskDirectory(desks, reader::caughtUp);
  }

  @Context
  @Named("silent-desks")
  ScheduledFuture<?> silentDesks(
      Desks desks, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler, Clock clock) {
    return scheduler.scheduleAtFixedRate(LOOK, LOOK, () -> desks.forgetSilent(clock.instant()));
  }
}
