package muster.volunteer;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import muster.localstack.TokenIssuer;
import muster.localstack.TopicCatalogue;
import muster.testbed.EdgeTrials;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.KafkaServer;
import muster.testbed.OncePerRun;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service with its real neighbours, one for all tests of this run. Tests don't get in each
 * other's way because each works in a county of its own.
 */
final class RunningService implements AutoCloseable {
  /** Limits that a test can reach. */
  static final int IMPORT_LINES = 500;

  static final int IMPORT_BYTES = 400_000;
  static final int IMPORT_ERRORS = 20;

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final OncePerRun<RunningService> SHARED =
      new OncePerRun<>(
          () ->
              new RunningService(
                  "--volunteer.import.lines=" + IMPORT_LINES,
                  "--volunteer.import.file-bytes=" + IMPORT_BYTES,
                  "--volunteer.import.batch-lines=100",
                  "--volunteer.import.errors=" + IMPORT_ERRORS));

  final KafkaServer kafka = RealServers.startKafka();
  final PostgresServer postgres = RealServers.startPostgres().createDatabase("volunteer");
  final TokenIssuer issuer = TokenIssuer.start();
  final ConfigurableApplicationContext context;
  final HttpApi http;
  private final AtomicInteger counties = new AtomicInteger();

  /** A service of one's own, to be closed when done with. */
  RunningService(String... moreArguments) {
    kafka.createTopics(TopicCatalogue.all());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.datasource.url=" + postgres.jdbcUrl("volunteer"),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer(),
                "--MUSTER_KAFKA=" + kafka.bootstrapServers(),
                "--volunteer.phone.key=" + Base64.getEncoder().encodeToString(new byte[32])));
    arguments.addAll(EdgeTrials.arguments());
    arguments.addAll(List.of(moreArguments));
    SpringApplication application = new SpringApplication(VolunteerServiceApplication.class);
    application.addInitializers(RunningService::useOwnEventLoops);
    context = application.run(arguments.toArray(String[]::new));
    http =
        new HttpApi(
            context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
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

  static RunningService get() {
    return SHARED.get();
  }

  @Override
  public void close() {
    context.close();
    issuer.close();
    kafka.close();
    postgres.close();
  }

  DataSource database() {
    return postgres.dataSource("volunteer");
  }

  /** A county nobody else uses, with the town 001 and its village 201, under province 99. */
  String newCounty() {
    int number = counties.incrementAndGet();
    String county = "99%02d%02d".formatted(1 + number / 100, number % 100);
    Answer answer =
        post(
            "/api/jurisdictions/import",
            staff("dispatcher", "99"),
            "text/csv",
            """
            code,name,level,parent_code,latitude,longitude
            %1$s,县,COUNTY,,34.2,117.3
            %1$s001,镇,TOWN,%1$s,34.2,117.3
            %1$s001201,村,VILLAGE,%1$s001,34.2,117.3
            """
                .formatted(county));
    if (answer.status() != 200 || answer.json().get("failed").asInt() != 0) {
      throw new IllegalStateException(answer.toString());
    }
    return county;
  }

  String staff(String role, String jurisdiction) {
    return issuer.token(role + "-1", Set.of(role), jurisdiction);
  }

  String volunteer(String subject) {
    return issuer.token(subject, Set.of("volunteer"), "9901");
  }

  Answer get(String path, @Nullable String token) {
    return http.get(path, token);
  }

  Answer delete(String path, @Nullable String token) {
    return http.delete(path, token);
  }

  Answer put(String path, @Nullable String token, @Nullable String json) {
    return http.put(path, token, json);
  }

  Answer post(String path, @Nullable String token, String json) {
    return http.post(path, token, json);
  }

  Answer post(String path, @Nullable String token, String contentType, String body) {
    return http.post(path, token, body, "Content-Type", contentType);
  }
}
