package muster.notification.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
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
import muster.notification.stream.kafka.KafkaEventLog;
import muster.notification.stream.kafka.TopicFeed;

@Factory
final class StreamConfiguration {
  private static final Duration FORGET_INTERVAL = Duration.ofSeconds(10);

  /** For so long an offer counts in what the system page shows. */
  private static final Duration OFFERS_COUNT = Duration.ofMinutes(10);

  private static final Position START = Position.start(Topics.PARTITIONS);

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
  DeskSettings deskSettings(Environment environment) {
    return new DeskSettings(
        memory(environment, "reports"),
        memory(environment, "registry"),
        memory(environment, "alarms"),
        number(environment, "desks-remember"));
  }

  private static DeskSettings.Memory memory(Environment environment, String topic) {
    return new DeskSettings.Memory(
        topic,
        number(environment, topic + ".history-events"),
        environment.getRequiredProperty("muster.stream." + topic + ".history-bytes", Long.class),
        duration(environment, topic + ".reach-back"));
  }

  @Singleton
  RecentEvents recentEvents(StreamSettings settings, DeskSettings desks, MeterRegistry meters) {
    RecentEvents recent =
        new RecentEvents(
            new AlertBoard(settings.maxAlerts()),
            desks.remembered(),
            List.of(
                new EventHistory(settings.historyEvents(), settings.historyBytes(), START),
                desks.reports().history(START),
                desks.registry().history(START),
                desks.alarms().history(START)));
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
  Distribution distribution(
      RecentEvents recent,
      LiveStreams live,
      Frames frames,
      Roster roster,
      MeterRegistry meters,
      Clock clock) {
    Timer handed =
        Timer.builder("muster.offers.handed")
            .description("From an offer until it is in the stream of a phone, in the last minutes")
            .publishPercentiles(0.5, 0.99)
            .distributionStatisticExpiry(OFFERS_COUNT)
            .register(meters);
    Distribution distribution =
        new Distribution(
            recent,
            live,
            frames,
            offered -> handed.record(Duration.between(offered.at(), clock.instant())));
    roster.tell(distribution);
    return distribution;
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
            new TopicFeed(
                distribution,
                reading,
                meters,
                clock,
                Map.of(StreamTopic.DISPATCH, settings.reachBack())),
            deadLetters);
    new IntakeMetrics(reader).bindTo(meters);
    reader.start();
    return reader;
  }

  /** On a thread of its own: however many people go on duty at once, no offer waits for it. */
  @Context
  @Named("desk-events")
  @Bean(preDestroy = "close")
  WholeTopics deskReader(
      KafkaClients clients,
      Distribution distribution,
      EventReading reading,
      DeadLetters deadLetters,
      MeterRegistry meters,
      Clock clock,
      DeskSettings desks) {
    WholeTopics reader =
        new WholeTopics(
            "notification-service.desks",
            clients,
            List.of(Topics.REPORT_EVENTS, Topics.VOLUNTEER_EVENTS, Topics.DISPATCH_ALARMS),
            new TopicFeed(
                distribution,
                reading,
                meters,
                clock,
                Map.of(
                    StreamTopic.REPORTS, desks.reports().reachBack(),
                    StreamTopic.REGISTRY, desks.registry().reachBack(),
                    StreamTopic.ALARMS, desks.alarms().reachBack())),
            deadLetters);
    new IntakeMetrics(reader).bindTo(meters);
    reader.start();
    return reader;
  }

  @Singleton
  StreamHealth streamHealth(
      @Named("dispatch-events") WholeTopics events,
      @Named("desk-events") WholeTopics desks,
      @Named("roster") WholeTopics roster) {
    return new StreamHealth(events::caughtUp, desks::caughtUp, roster::caughtUp);
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
      KafkaClients clients,
      EventReading reading,
      Roster roster,
      Frames frames,
      StreamSettings settings,
      DeskSettings desks) {
    Supplier<KafkaEventLog.Board> alerts =
        () -> {
          AlertBoard board = new AlertBoard(settings.maxAlerts());
          return record -> board.accept(record).map(StreamedEvent.class::cast);
        };
    Supplier<KafkaEventLog.Board> others =
        () -> new DeskBoard(desks.remembered(), recent::findNumber)::accept;
    int context = settings.replayContext();
    Map<StreamTopic, EventLog> logs =
        Map.of(
            StreamTopic.DISPATCH,
            new KafkaEventLog(clients, reading, StreamTopic.DISPATCH, context, alerts),
            StreamTopic.REPORTS,
            new KafkaEventLog(clients, reading, StreamTopic.REPORTS, context, others),
            // Its events say themselves whom they concern.
            StreamTopic.REGISTRY,
            new KafkaEventLog(clients, reading, StreamTopic.REGISTRY, 0, others),
            StreamTopic.ALARMS,
            new KafkaEventLog(clients, reading, StreamTopic.ALARMS, 0, others));
    return new CatchUp(recent, live, distribution, logs, roster, frames, settings);
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
