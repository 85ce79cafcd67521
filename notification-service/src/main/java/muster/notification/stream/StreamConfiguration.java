package muster.notification.stream;

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
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.IntakeMetrics;
import muster.eventintake.KafkaClients;
import muster.eventintake.WholeTopics;
import muster.notification.roster.Roster;
import muster.notification.stream.http.JsonFrames;
import muster.notification.stream.http.StreamHealth;
import muster.notification.stream.kafka.DispatchFeed;
import muster.notification.stream.kafka.KafkaEventLog;

@Factory
final class StreamConfiguration {
  private static final Duration FORGET_INTERVAL = Duration.ofSeconds(10);

  @Singleton
  StreamSettings streamSettings(Environment environment) {
    return new StreamSettings(
        duration(environment, "heartbeat"),
        duration(environment, "retry"),
        number(environment, "max-streams"),
        number(environment, "max-streams-per-account"),
        number(environment, "buffer-frames"),
        number(environment, "buffer-bytes"),
        duration(environment, "stall-timeout"),
        number(environment, "history-events"),
        environment.getRequiredProperty("muster.stream.history-bytes", Long.class),
        duration(environment, "history-age"),
        duration(environment, "reach-back"),
        number(environment, "replay-context"),
        number(environment, "max-alerts"),
        duration(environment, "ended-alerts-kept"),
        number(environment, "max-replays"));
  }

  private static Duration duration(Environment environment, String name) {
    return environment.getRequiredProperty("muster.stream." + name, Duration.class);
  }

  private static int number(Environment environment, String name) {
    return environment.getRequiredProperty("muster.stream." + name, Integer.class);
  }

  @Singleton
  Frames frames(EventCodec codec) {
    return new JsonFrames(codec);
  }

  @Singleton
  RecentEvents recentEvents(StreamSettings settings, MeterRegistry meters) {
    RecentEvents recent =
        new RecentEvents(
            new AlertBoard(settings.maxAlerts()),
            new EventHistory(
                settings.historyEvents(),
                settings.historyBytes(),
                Position.start(Topics.PARTITIONS)));
    meters.gauge("muster.history.events", recent, r -> r.size().events());
    meters.gauge("muster.history.bytes", recent, r -> r.size().bytes());
    meters.gauge("muster.alerts", recent, r -> r.size().alerts());
    return recent;
  }

  @Singleton
  LiveStreams liveStreams(Roster roster) {
    return new LiveStreams(roster);
  }

  @Singleton
  Distribution distribution(RecentEvents recent, LiveStreams live, Frames frames, Roster roster) {
    Distribution distribution = new Distribution(recent, live, frames);
    roster.tell(distribution);
    return distribution;
  }

  @Singleton
  EventLog eventLog(KafkaClients clients, EventReading reading, StreamSettings settings) {
    return new KafkaEventLog(clients, reading, settings.replayContext(), settings.maxAlerts());
  }

  @Context
  @Named("dispatch-events")
  @Bean(preDestroy = "close")
  WholeTopics dispatchReader(
      KafkaClients clients,
      Distribution distribution,
      EventReading reading,
      DeadLetters deadLetters,
      MeterRegistry meters,
      Clock clock,
      StreamSettings settings) {
    WholeTopics reader =
        new WholeTopics(
            "notification-service.streams",
            clients,
            List.of(Topics.DISPATCH_EVENTS),
            new DispatchFeed(distribution, reading, meters, clock, settings.reachBack()),
            deadLetters);
    new IntakeMetrics(reader).bindTo(meters);
    reader.start();
    return reader;
  }

  @Singleton
  StreamHealth streamHealth(
      @Named("dispatch-events") WholeTopics events, @Named("roster") WholeTopics roster) {
    return new StreamHealth(events::caughtUp, roster::caughtUp);
  }

  @Singleton
  OpenStreams openStreams(
      StreamSettings settings,
      LiveStreams live,
      Distribution distribution,
      Frames frames,
      MeterRegistry meters) {
    OpenStreams streams = new OpenStreams(settings, live, distribution, frames);
    meters.gauge("muster.streams", streams, OpenStreams::count);
    return streams;
  }

  @Singleton
  CatchUp catchUp(
      RecentEvents recent,
      LiveStreams live,
      Distribution distribution,
      EventLog log,
      Roster roster,
      Frames frames,
      StreamSettings settings) {
    return new CatchUp(recent, live, distribution, log, roster, frames, settings);
  }

  @Context
  @Named("heartbeats")
  ScheduledFuture<?> heartbeats(
      OpenStreams streams, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler, Clock clock) {
    return scheduler.scheduleAtFixedRate(
        streams.tickInterval(), streams.tickInterval(), () -> streams.tick(clock.instant()));
  }

  @Context
  @Named("forgetting")
  ScheduledFuture<?> forgetting(
      RecentEvents recent,
      StreamSettings settings,
      @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
      Clock clock) {
    return scheduler.scheduleAtFixedRate(
        FORGET_INTERVAL,
        FORGET_INTERVAL,
        () ->
            recent.forget(
                clock.instant().minus(settings.historyAge()),
                clock.instant().minus(settings.endedAlertsKept())));
  }
}
