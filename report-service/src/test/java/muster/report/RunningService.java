package muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import muster.contracts.report.ReportEvent;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import muster.testbed.EdgeTrials;
import muster.testbed.HttpApi;
import muster.testbed.KafkaServer;
import muster.testbed.OncePerRun;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** The service on its real parts, one for all tests of this JVM; each test uses ids of its own. */
final class RunningService implements AutoCloseable {
  static final String XIZHU = "320371003209";

  private static final OncePerRun<RunningService> SHARED = new OncePerRun<>(RunningService::new);

  final PostgresServer postgres = RealServers.startPostgres().createDatabase("report");
  final KafkaServer kafka = RealServers.startKafka();
  final TokenIssuer issuer = TokenIssuer.start();
  final ConfigurableApplicationContext context;
  final HttpApi http;
  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte @Nullable []> producer;

  static RunningService get() {
    return SHARED.get();
  }

  private RunningService() {
    kafka.createTopics(TopicCatalogue.all());
    // Tests send more as one account, and wait by sending, than people may.
    context =
        start(
            "--muster.report.per-account-per-minute=100000",
            "--muster.report.per-alert-per-minute=100000");
    http = apiOf(context);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Another instance of the service, as it comes, on the same servers. */
  ConfigurableApplicationContext start(String... settings) {
    SpringApplication application = new SpringApplication(ReportServiceApplication.class);
    application.setRegisterShutdownHook(false); // The servers go after it, not beside it.
    application.addInitializers(RunningService::useOwnEventLoops);
    return application.run(
        Stream.of(
                EdgeTrials.arguments().stream(),
                Stream.of(
                    "--server.port=0",
                    "--MUSTER_KAFKA=" + kafka.bootstrapServers(),
                    "--MUSTER_ISSUER=" + issuer.issuer(),
                    "--MUSTER_DB_URL=" + postgres.jdbcUrl("report")),
                Stream.of(settings))
            .flatMap(arguments -> arguments)
            .toArray(String[]::new));
  }

  /**
   * By default all instances in one JVM share them, and the first one to close ends them for all.
   */
  private static void useOwnEventLoops(ConfigurableApplicationContext context) {
    ReactorResourceFactory own = new ReactorResourceFactory();
    own.setUseGlobalResources(false);
    context.getBeanFactory().registerSingleton("ownEventLoops", own);
    own.afterPropertiesSet();
  }

  static HttpApi apiOf(ConfigurableApplicationContext context) {
    return new HttpApi(
        context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  @Override
  public void close() {
    context.close();
    producer.close();
    issuer.close();
    kafka.close();
    postgres.close();
  }

  String villager() {
    return issuer.token("villager", Set.of("reporter"), XIZHU);
  }

  String officer() {
    return issuer.token("officer", Set.of("officer"), "320371");
  }

  String operator() {
    return issuer.token("operator", Set.of("operator"), "3203");
  }

  String officerElsewhere() {
    return issuer.token("stranger", Set.of("officer"), "320382");
  }

  /** As dispatch-service publishes it. */
  void publish(muster.contracts.dispatch.DispatchEvent event) {
    EventCodec.Encoded encoded =
        codec.encode(new EventEnvelope<>(UUID.randomUUID(), "/dispatch-service", 1, null, event));
    send(encoded.topic(), encoded.key(), encoded.value(), encoded.headers());
  }

  void send(String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
    ProducerRecord<String, byte @Nullable []> record = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id of the new report. */
  String submit(String token, String body) {
    HttpApi.Answer answer = http.post(Requests.REPORTS, token, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.text("id");
  }

  /** The events of one report on report.events, once there are as many. */
  List<EventEnvelope<ReportEvent>> awaitEvents(UUID reportId, int count) {
    return awaitRecords(Topics.REPORT_EVENTS.topic(), reportId.toString(), count).stream()
        .map(
            record ->
                switch (codec.decode(
                    ReportEvent.class,
                    name -> {
                      var header = record.headers().lastHeader(name);
                      return header == null ? null : header.value();
                    },
                    record.value())) {
                  case EventCodec.Decoded.Readable<ReportEvent>(var envelope) -> envelope;
                  case EventCodec.Decoded.Unreadable<ReportEvent>(var reason) ->
                      throw new AssertionError(reason);
                })
        .toList();
  }

  List<ConsumerRecord<String, byte[]>> awaitRecords(String topic, String key, int count) {
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic)) {
      return reader.awaitWithKey(key, count);
    }
  }
}
