package muster.dispatch.alarm;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import muster.contracts.TimeOrderedIds;
import muster.contracts.Topics;
import muster.dispatch.alarm.command.AlarmCommands;
import muster.dispatch.alarm.command.AlertAlarms;
import muster.dispatch.alarm.command.DueAlarms;
import muster.dispatch.alarm.command.SystemWatch;
import muster.dispatch.alarm.kafka.AlarmFeed;
import muster.dispatch.alarm.kafka.BrokerReadings;
import muster.dispatch.alarm.postgres.AlarmTable;
import muster.dispatch.alarm.postgres.PostgresSituations;
import muster.dispatch.alert.deadline.RepeatedWork;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.KafkaClients;
import muster.eventintake.spring.DataFaults;
import muster.outbox.spring.EventOutbox;
import muster.outbox.spring.Traceparent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlarmConfiguration {
  private static final Duration RUNG_EVERY = Duration.ofSeconds(1);

  /** Two looks and what is waited for beside them are within 10 s. */
  private static final Duration LOOKED_EVERY = Duration.ofSeconds(2);

  private static final Duration SWEPT_EVERY = Duration.ofSeconds(30);

  @Bean
  AlarmSettings alarmSettings(
      @Value("${muster.alarms.consumer-lag}") Duration consumerLag,
      @Value("${muster.alarms.outbox-age}") Duration outboxAge) {
    return new AlarmSettings(consumerLag, outboxAge);
  }

  @Bean
  AlarmTable alarmTable(JdbcClient client) {
    return new AlarmTable(client);
  }

  @Bean
  Situations situations(JdbcClient client) {
    // As the alerts' own queries: another version of this service may have written more, or less.
    return new PostgresSituations(
        client,
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build());
  }

  @Bean
  AlarmCommands alarmCommands(
      AlarmTable table,
      EventOutbox outbox,
      Situations situations,
      TransactionOperations transactions,
      Clock clock) {
    return new AlarmCommands(table, outbox, situations, transactions, clock);
  }

  @Bean
  AlertAlarms alertAlarms(
      AlarmTable table,
      EventOutbox outbox,
      Situations situations,
      TransactionOperations transactions,
      Clock clock) {
    return new AlertAlarms(table, outbox, situations, transactions, clock);
  }

  @Bean
  DueAlarms dueAlarms(
      AlarmTable table,
      EventOutbox outbox,
      Situations situations,
      TransactionOperations transactions,
      Clock clock) {
    return new DueAlarms(table, outbox, situations, transactions, clock);
  }

  /** With the oldest: what this instance's last run has not seen is seen now. */
  @Bean(initMethod = "start", destroyMethod = "close")
  GroupReader alarmReader(
      KafkaClients clients, EventReading reading, AlertAlarms alarms, DeadLetters deadLetters) {
    return new GroupReader(
        "dispatch-service.alarms",
        clients,
        List.of(Topics.DISPATCH_EVENTS, Topics.REPORT_EVENTS),
        () -> true,
        new AlarmFeed(reading, alarms, InstantSource.system()),
        new FaultPolicy(DataFaults::passes),
        deadLetters);
  }

  @Bean(destroyMethod = "close")
  BrokerReadings brokerReadings(KafkaClients clients) {
    return new BrokerReadings(clients::admin);
  }

  @Bean
  SystemWatch systemWatch(
      AlarmTable table,
      EventOutbox outbox,
      Situations situations,
      GroupReadings readings,
      AlarmSettings settings,
      @Value("${spring.application.name}") String service,
      TransactionOperations transactions,
      Clock clock) {
    return new SystemWatch(
        table,
        outbox,
        situations,
        readings,
        settings,
        service,
        transactions,
        TimeOrderedIds::next,
        clock,
        Clock.systemUTC());
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RepeatedWork systemWatched(SystemWatch watch) {
    return new RepeatedWork("system-watch", LOOKED_EVERY, () -> traced(watch::look));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RepeatedWork dueAlarmsRung(DueAlarms due) {
    return new RepeatedWork("due-alarms", RUNG_EVERY, () -> traced(due::ring));
  }

  /** On one instance at a time. */
  @Bean
  Task<Void> sweepAlarms(AlertAlarms alarms) {
    return Tasks.recurring("sweep-alarms", FixedDelay.of(SWEPT_EVERY))
        .execute((instance, context) -> traced(alarms::sweep));
  }

  /** On one instance at a time. */
  @Bean
  Task<Void> forgetAlarms(DueAlarms due) {
    return Tasks.recurring("forget-alarms", FixedDelay.ofHours(1))
        .execute((instance, context) -> traced(due::forget));
  }

  /** Nobody's request leads to it: what follows is a trace of its own. */
  private static void traced(Runnable work) {
    Traceparent.under(
        Traceparent.begin(),
        () -> {
          work.run();
          return null;
        });
  }
}
