package muster.outbox.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import muster.contracts.EventCodec;
import muster.contracts.EventCodec.Decoded;
import muster.contracts.volunteer.VolunteerEvent;
import muster.contracts.volunteer.VolunteerEvent.TeamDisbanded;
import muster.localstack.TopicCatalogue;
import muster.outbox.OutboxRelay;
import muster.testbed.HttpApi;
import muster.testbed.KafkaServer;
import muster.testbed.OnRealServers;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A small service on its real parts, with fewer connections in its pool than a relay needs. */
@OnRealServers
class OutboxAutoConfigurationTest {
  private static final KafkaServer kafka = RealServers.startKafka();
  private static final PostgresServer postgres =
      RealServers.startPostgres().createDatabase("small");
  private static ConfigurableApplicationContext service;
  private static HttpApi api;

  @BeforeAll
  static void start() {
    kafka.createTopics(TopicCatalogue.all());
    service =
        SpringApplication.run(
            ServiceWithOutbox.class,
            "--spring.application.name=small-service",
            "--server.port=0",
            "--spring.threads.virtual.enabled=true",
            "--spring.datasource.url=" + postgres.jdbcUrl("small"),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres",
            "--spring.datasource.hikari.maximum-pool-size=2",
            "--spring.flyway.locations=classpath:muster/outbox/db",
            "--management.endpoint.health.show-details=always",
            // What arrives before that was not found by looking: the commit has woken the relay.
            "--muster.outbox.poll-interval=60s",
            "--muster.kafka.bootstrap-servers=" + kafka.bootstrapServers());
    api =
        new HttpApi(
            service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    OutboxRelay relay = service.getBean(OutboxRelay.class);
    await().until(() -> relay.status().role() == OutboxRelay.Role.LEADING);
  }

  @AfterAll
  static void stop() {
    service.close();
    kafka.close();
    postgres.close();
  }

  @Test
  void whatARequestChangesIsPublishedWithItsTrace() {
    String team = "team-" + UUID.randomUUID();
    String trace = trace(7);
    assertThat(api.post("/disband/" + team, null, "3", "traceparent", trace).status())
        .isEqualTo(200);

    List<ConsumerRecord<String, byte[]>> events = read("volunteer.events", team, 2);
    assertThat(events).extracting(OutboxAutoConfigurationTest::version).containsExactly("3", "4");
    assertThat(events)
        .extracting(record -> TopicReader.header(record, "ce_id"))
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(7));
    assertThat(events)
        .allSatisfy(
            record -> {
              assertThat(TopicReader.header(record, "ce_source")).isEqualTo("/small-service");
              assertThat(TopicReader.header(record, "traceparent")).isEqualTo(trace);
              assertThat(decode(record)).isEqualTo(new TeamDisbanded(team, ServiceWithOutbox.AT));
            });

    ConsumerRecord<String, byte[]> tombstone = read("volunteer.teams", team, 1).getFirst();
    assertThat(tombstone.value()).isNull();
    assertThat(version(tombstone)).isEqualTo("4");
    assertThat(TopicReader.header(tombstone, "ce_type")).isEqualTo("team.snapshot.v1");
    assertThat(TopicReader.header(tombstone, "ce_subject")).isEqualTo(team);
    assertThat(TopicReader.header(tombstone, "ce_time")).isEqualTo("2026-11-25T08:00:00Z");
    assertThat(TopicReader.header(tombstone, "traceparent")).isEqualTo(trace);
  }

  @Test
  void requestsAtOneMomentKeepTheirTracesApart() throws Exception {
    String run = UUID.randomUUID() + "-";
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        int n = i;
        clients.submit(
            () ->
                n % 3 == 0
                    ? api.post("/disband/" + run + n, null, "1")
                    : api.post("/disband/" + run + n, null, "1", "traceparent", trace(n)));
      }
    }
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), "volunteer.events")) {
      var events = reader.await(120, record -> record.key().startsWith(run));
      assertThat(events).hasSize(120);
      assertThat(events)
          .allSatisfy(
              record -> {
                int n = Integer.parseInt(record.key().substring(run.length()));
                assertThat(TopicReader.header(record, "traceparent"))
                    .isEqualTo(n % 3 == 0 ? "" : trace(n));
              });
    }
  }

  @Test
  void whatIsNoTraceIsNotCarriedOn() {
    String team = "team-" + UUID.randomUUID();
    api.post("/disband/" + team, null, "1", "traceparent", "00-" + "0".repeat(32) + "-1-01");
    assertThat(read("volunteer.events", team, 2))
        .extracting(record -> TopicReader.header(record, "traceparent"))
        .containsOnly("");
  }

  @Test
  void whatIsRolledBackIsNotPublished() {
    String team = "team-" + UUID.randomUUID();
    assertThat(api.post("/refuse/" + team, null, "").status()).isEqualTo(200);
    api.post("/disband/" + team, null, "8");
    assertThat(read("volunteer.events", team, 2))
        .extracting(OutboxAutoConfigurationTest::version)
        .containsExactly("8", "9");
  }

  @Test
  void withoutATransactionNothingIsWritten() {
    EventOutbox outbox = service.getBean(EventOutbox.class);
    var event = new TeamDisbanded("nobody", ServiceWithOutbox.AT);
    assertThatThrownBy(() -> outbox.append(List.of(event), 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> outbox.inserts(outbox.records(List.of(event), 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(
            service
                .getBean(JdbcClient.class)
                .sql("select count(*) from outbox where key = 'nobody'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void statementsForAWriterOfOnesOwnWakeTheRelayToo() {
    String team = "team-" + UUID.randomUUID();
    EventOutbox outbox = service.getBean(EventOutbox.class);
    JdbcClient jdbc = service.getBean(JdbcClient.class);
    service
        .getBean(TransactionOperations.class)
        .executeWithoutResult(
            _ ->
                outbox
                    .inserts(
                        outbox.records(List.of(new TeamDisbanded(team, ServiceWithOutbox.AT)), 5))
                    .forEach(
                        insert -> jdbc.sql(insert.sql()).params(insert.parameters()).update()));
    assertThat(read("volunteer.events", team, 1))
        .extracting(OutboxAutoConfigurationTest::version)
        .containsExactly("5");
  }

  @Test
  void theRelaysConnectionsAreNoneOfThePool() {
    assertThat(
            service
                .getBean(JdbcClient.class)
                .sql(
                    """
                    select count(*) from pg_stat_activity
                    where application_name = 'small-service outbox'
                    """)
                .query(Integer.class)
                .single())
        .isBetween(1, 3);
  }

  @Test
  void metricsAndHealthTellOfTheRelay() {
    var registry = service.getBean(io.micrometer.core.instrument.MeterRegistry.class);
    assertThat(registry.get("muster.outbox.leading").gauge().value()).isEqualTo(1);
    assertThat(registry.get("muster.outbox.oldest.age").timeGauge().value()).isNotNegative();
    var outbox = api.get("/actuator/health", null).json().path("components").path("outbox");
    assertThat(outbox.path("status").asString()).isEqualTo("UP");
    assertThat(outbox.path("details").path("role").asString()).isEqualTo("LEADING");
  }

  private static List<ConsumerRecord<String, byte[]>> read(String topic, String key, int count) {
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic)) {
      reader.awaitWithKey(key, count);
      return reader.awaitQuiet().stream().filter(record -> key.equals(record.key())).toList();
    }
  }

  private static String version(ConsumerRecord<String, byte[]> record) {
    return TopicReader.header(record, "ce_aggregateversion");
  }

  private static VolunteerEvent decode(ConsumerRecord<String, byte[]> record) {
    Decoded<VolunteerEvent> decoded =
        new EventCodec()
            .decode(
                VolunteerEvent.class,
                name ->
                    record.headers().lastHeader(name) == null
                        ? null
                        : record.headers().lastHeader(name).value(),
                record.value());
    return switch (decoded) {
      case Decoded.Readable<VolunteerEvent>(var envelope) -> envelope.event();
      case Decoded.Unreadable<VolunteerEvent>(String reason) -> throw new AssertionError(reason);
    };
  }

  private static String trace(int n) {
    return "00-%032x-%016x-01".formatted(n + 1, n + 1);
  }
}
