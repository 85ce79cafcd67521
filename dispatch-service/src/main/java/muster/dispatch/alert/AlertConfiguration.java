package muster.dispatch.alert;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import muster.contracts.EventCodec;
import muster.contracts.TimeOrderedIds;
import muster.contracts.Topics;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.report.ReportEvent;
import muster.dispatch.alert.command.AlertCommands;
import muster.dispatch.alert.command.AlertIssuing;
import muster.dispatch.alert.command.AlertMerging;
import muster.dispatch.alert.command.AlertNumbers;
import muster.dispatch.alert.command.AlertPreviews;
import muster.dispatch.alert.command.AvailableMembers;
import muster.dispatch.alert.command.BusyTeams;
import muster.dispatch.alert.command.DetailsUpdates;
import muster.dispatch.alert.command.DueDeadlines;
import muster.dispatch.alert.command.FreeTeams;
import muster.dispatch.alert.command.NewlyFreeTeams;
import muster.dispatch.alert.command.TakenPeople;
import muster.dispatch.alert.command.TeamCalls;
import muster.dispatch.alert.command.TeamChanges;
import muster.dispatch.alert.command.TeamComparisons;
import muster.dispatch.alert.deadline.DeadlineTask;
import muster.dispatch.alert.deadline.RepeatedWork;
import muster.dispatch.alert.http.AlertAccess;
import muster.dispatch.alert.kafka.ReceiptConsumer;
import muster.dispatch.alert.kafka.ReceiptLooks;
import muster.dispatch.alert.kafka.ReportConsumer;
import muster.dispatch.alert.kafka.TeamRecords;
import muster.dispatch.alert.postgres.AlertNumberSequence;
import muster.dispatch.alert.postgres.AlertStore;
import muster.dispatch.alert.postgres.IdempotencyKeyTable;
import muster.dispatch.alert.postgres.LookTable;
import muster.dispatch.alert.postgres.OpenTasks;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.alert.postgres.PositionReadTable;
import muster.dispatch.alert.postgres.PostgresAlertQueries;
import muster.dispatch.alert.postgres.RecentDeliveries;
import muster.dispatch.alert.postgres.SilenceTable;
import muster.dispatch.alert.postgres.TeamCommitmentTable;
import muster.dispatch.policy.CallOutPolicies;
import muster.dispatch.team.TeamIndex;
import muster.dispatch.team.kafka.TeamFeed;
import muster.eventintake.DeadLetters;
import muster.eventintake.EventReading;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.KafkaClients;
import muster.eventintake.spring.DataFaults;
import muster.eventintake.spring.EventConsumer;
import muster.outbox.OutboxRelay;
import muster.outbox.spring.EventOutbox;
import muster.outbox.spring.TracedRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AlertConfiguration {
  private static final Logger log = LoggerFactory.getLogger(AlertConfiguration.class);

  /**
   * How many an account may have in a minute, places that alerts are moved to included; more are
   * for measurements and stories.
   */
  private static final String PREVIEWS = "muster.previews-per-minute";

  private static final int USUAL_PREVIEWS = 30;

  /** How often what was missed of changed teams is looked for. */
  private static final Duration TEAMS_COMPARED = Duration.ofSeconds(30);

  /** Clients are promised 24 hours. */
  private static final Duration IDEMPOTENCY_KEYS_KEPT = Duration.ofDays(2);

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  @Bean
  AlertStore alertStore(
      JdbcClient client, EventCodec codec, EventOutbox outbox, JsonMapper mapper) {
    return new AlertStore(client, codec, outbox, mapper);
  }

  @Bean
  AlertQueries alertQueries(JdbcClient client) {
    // Not the strict one of requests: another version of this service may have written what this
    // one would not take, or more than it knows.
    return new PostgresAlertQueries(
        client,
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build());
  }

  @Bean
  TeamCommitmentTable teamCommitmentTable(JdbcClient client) {
    return new TeamCommitmentTable(client);
  }

  @Bean
  PersonCommitmentTable personCommitmentTable(JdbcClient client) {
    return new PersonCommitmentTable(client);
  }

  @Bean
  AvailableMembers availableMembers(TeamIndex index, PersonCommitmentTable personCommitments) {
    return new AvailableMembers(index, personCommitments);
  }

  @Bean
  IdempotencyKeyTable idempotencyKeyTable(JdbcClient client) {
    return new IdempotencyKeyTable(client);
  }

  @Bean
  BusyTeams busyTeams(TeamCommitmentTable commitments) {
    return new BusyTeams(commitments::listAll);
  }

  @Bean
  FreeTeams freeTeams(
      TeamIndex index,
      CallOutPolicies policies,
      TeamCommitmentTable commitments,
      PersonCommitmentTable personCommitments,
      BusyTeams busyTeams) {
    return new FreeTeams(index, policies, commitments, personCommitments, busyTeams);
  }

  @Bean
  NewlyFreeTeams newlyFreeTeams(
      JdbcClient client, TeamIndex index, CallOutPolicies policies, Clock clock) {
    NewlyFreeTeams newlyFree = new NewlyFreeTeams(new LookTable(client), index, policies, clock);
    index.tellWhenOnDuty(newlyFree::add);
    return newlyFree;
  }

  @Bean
  TakenPeople takenPeople() {
    return new TakenPeople();
  }

  @Bean
  TeamComparisons teamComparisons(TeamIndex index, PersonCommitmentTable personCommitments) {
    return new TeamComparisons(index, personCommitments);
  }

  @Bean
  AlertCommands alertCommands(
      AlertStore store,
      TeamCommitmentTable commitments,
      PersonCommitmentTable personCommitments,
      BusyTeams busyTeams,
      FreeTeams freeTeams,
      NewlyFreeTeams newlyFree,
      TakenPeople taken,
      TeamComparisons comparisons,
      TransactionOperations transactions,
      Clock clock) {
    return new AlertCommands(
        store,
        commitments,
        personCommitments,
        busyTeams,
        freeTeams,
        newlyFree,
        taken,
        comparisons,
        transactions,
        clock,
        TimeOrderedIds::next);
  }

  @Bean
  TeamChanges teamChanges(
      AlertCommands commands,
      TeamComparisons comparisons,
      JdbcClient client,
      PersonCommitmentTable personCommitments,
      TeamIndex index,
      BusyTeams busyTeams,
      TakenPeople taken) {
    return new TeamChanges(
        commands, comparisons, new OpenTasks(client), personCommitments, index, busyTeams, taken);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RepeatedWork peopleTaken(TeamChanges changes) {
    return new RepeatedWork("people-taken", Duration.ofMillis(250), changes::peopleTaken);
  }

  /**
   * Begins at the end: how teams are is known from the index. Without the whole index teams would
   * be missed that are there.
   */
  @Bean(initMethod = "start", destroyMethod = "close")
  GroupReader runningAlerts(
      KafkaClients clients,
      EventReading reading,
      TeamIndex index,
      TeamFeed feed,
      TeamChanges changes,
      DeadLetters deadLetters) {
    return new GroupReader(
        "dispatch-service.running-alerts",
        clients,
        List.of(Topics.VOLUNTEER_TEAMS, Topics.VOLUNTEER_PRESENCE),
        GroupReader.Beginning.END,
        feed::caughtUp,
        new TeamRecords(reading, index, changes),
        new FaultPolicy(DataFaults::passes),
        deadLetters);
  }

  @Bean
  Exercises exercises(@Value("${muster.exercise}") boolean only) {
    if (only) {
      log.warn("This is a stack for training (muster.exercise=true): every alert is an exercise.");
    }
    return new Exercises(only);
  }

  @Bean
  AlertNumbers alertNumbers(JdbcClient client) {
    return new AlertNumbers(new AlertNumberSequence(client));
  }

  @Bean
  TeamCalls teamCalls(
      AlertCommands commands,
      FreeTeams freeTeams,
      AvailableMembers available,
      PositionReadTable reads,
      Clock clock) {
    return new TeamCalls(commands, freeTeams, available, reads, clock, TimeOrderedIds::next);
  }

  @Bean
  AlertAccess alertAccess(AlertQueries queries) {
    return new AlertAccess(queries);
  }

  @Bean
  AlertIssuing alertIssuing(
      AlertCommands commands,
      AlertNumbers numbers,
      IdempotencyKeyTable keys,
      PositionReadTable reads,
      TransactionOperations transactions) {
    return new AlertIssuing(commands, numbers, keys, reads, transactions);
  }

  @Bean
  AlertMerging alertMerging(
      AlertCommands commands, TeamCommitmentTable teams, PersonCommitmentTable people) {
    return new AlertMerging(commands, teams, people, TimeOrderedIds::next);
  }

  @Bean
  DetailsUpdates detailsUpdates(
      AlertCommands commands, FreeTeams freeTeams, PositionReadTable reads, Clock clock) {
    return new DetailsUpdates(commands, freeTeams, reads, clock);
  }

  @Bean
  PositionReadTable positionReadTable(JdbcClient client, Environment environment) {
    return new PositionReadTable(
        client, environment.getProperty(PREVIEWS, Integer.class, USUAL_PREVIEWS));
  }

  @Bean
  AlertPreviews alertPreviews(
      FreeTeams freeTeams,
      AlertQueries queries,
      PositionReadTable reads,
      TransactionOperations transactions,
      Clock clock) {
    return new AlertPreviews(freeTeams, queries, reads, transactions, clock, TimeOrderedIds::next);
  }

  /** Bound by its name: {@code receipts-in-0}. */
  @Bean
  Consumer<Message<?>> receipts(
      AlertCommands commands, AvailableMembers available, EventReading reading) {
    return new TracedRecords(
        new EventConsumer<>(
            reading, NotificationEvent.class, new ReceiptConsumer(commands, available)));
  }

  /** Bound by its name: {@code reports-in-0}. */
  @Bean
  Consumer<Message<?>> reports(
      AlertCommands commands,
      AlertQueries queries,
      AlertNumbers numbers,
      CallOutPolicies policies,
      Exercises exercises,
      EventReading reading) {
    return new TracedRecords(
        new EventConsumer<>(
            reading,
            ReportEvent.class,
            new ReportConsumer(commands, queries, numbers, policies, exercises)));
  }

  /** What other instances have done; and before the start, whom this instance's alerts held. */
  @Bean(initMethod = "start", destroyMethod = "close")
  RepeatedWork busyTeamsRefresh(BusyTeams busyTeams) {
    return new RepeatedWork("busy-teams", Duration.ofSeconds(5), busyTeams::refresh);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  RepeatedWork looksBroughtForward(NewlyFreeTeams newlyFree) {
    return new RepeatedWork("newly-free", Duration.ofMillis(250), newlyFree::bringLooksForward);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ReceiptLooks receiptLooks(
      KafkaClients clients,
      @Value("${spring.cloud.stream.bindings.receipts-in-0.group}") String group,
      OutboxRelay relay,
      JdbcClient client,
      Clock clock) {
    return new ReceiptLooks(
        clients::admin, group, () -> relay.status().oldestAge(), new SilenceTable(client), clock);
  }

  @Bean
  DueDeadlines dueDeadlines(
      AlertCommands commands,
      ReceiptLooks looks,
      JdbcClient client,
      @Value("${muster.doubtful-delivery-teams}") int enough,
      Clock clock) {
    return new DueDeadlines(commands, looks::of, new RecentDeliveries(client, enough), clock);
  }

  @Bean
  Task<Void> alertDeadline(DueDeadlines deadlines) {
    return DeadlineTask.of(DeadlineName.TASK, deadlines);
  }

  @Bean
  Task<Void> alertLook(DueDeadlines deadlines) {
    return DeadlineTask.of(DeadlineName.LOOKS, deadlines);
  }

  /** On one instance at a time. */
  @Bean
  Task<Void> compareTeams(TeamChanges changes) {
    return Tasks.recurring("compare-teams", FixedDelay.of(TEAMS_COMPARED))
        .execute((instance, context) -> changes.look());
  }

  @Bean
  Task<Void> forgetIdempotencyKeys(IdempotencyKeyTable keys, Clock clock) {
    return Tasks.recurring("forget-idempotency-keys", FixedDelay.ofHours(1))
        .execute(
            (instance, context) ->
                keys.forgetOlderThan(clock.instant().minus(IDEMPOTENCY_KEYS_KEPT)));
  }

  @Bean
  DbSchedulerCustomizer virtualThreads() {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<ExecutorService> executorService() {
        return Optional.of(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("deadline-", 0).factory()));
      }
    };
  }
}
