package muster.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import muster.gateway.route.Service;
import muster.localstack.FreePorts;
import muster.testbed.EdgeTrials;
import muster.testbed.HttpApi;
import muster.testbed.OncePerRun;
import muster.testbed.PostgresServer;
import muster.testbed.RealServers;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gateway with a real database, one for all tests of this JVM; each test has accounts of its
 * own.
 */
final class RunningGateway implements AutoCloseable {
  static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static final OncePerRun<RunningGateway> SHARED = new OncePerRun<>(RunningGateway::new);

  final PostgresServer postgres = RealServers.startPostgres().createDatabase("gateway");
  final LoginIssuer issuer = new LoginIssuer();
  final Map<Service, SampleService> services = new EnumMap<>(Service.class);
  final int port = FreePorts.next();
  final ConfigurableApplicationContext context;
  final HttpApi http;
  final JdbcClient jdbc;

  static RunningGateway get() {
    return SHARED.get();
  }

  private RunningGateway() {
    for (Service service : Service.values()) {
      services.put(service, new SampleService(service.wireName()));
    }
    context = start(port);
    http = new HttpApi(port);
    jdbc = JdbcClient.create(postgres.dataSource("gateway"));
  }

  /**
   * Another one beside it, which browsers know by the first one's address: as behind a load
   * balancer.
   */
  ConfigurableApplicationContext start(int itsPort) {
    return start(itsPort, Map.of());
  }

  ConfigurableApplicationContext start(int itsPort, Map<String, String> otherSettings) {
    SpringApplication application = new SpringApplication(GatewayApplication.class);
    application.setRegisterShutdownHook(false); // The servers go after it, not beside it.
    List<String> arguments = new ArrayList<>(EdgeTrials.arguments());
    Map<String, String> all = settings(itsPort);
    // The trials of the edge come from one address with one token.
    all.put("muster.limits.session-at-once", "1000");
    all.put("muster.limits.session-burst", "2000");
    all.putAll(otherSettings);
    all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return application.run(arguments.toArray(String[]::new));
  }

  /** By the names of environment variables. */
  Map<String, String> settings(int itsPort) {
    Map<String, String> all = new TreeMap<>();
    all.put("SERVER_PORT", Integer.toString(itsPort));
    all.put("MUSTER_ISSUER", issuer.address());
    all.put("MUSTER_ORIGIN", "http://localhost:" + port);
    all.put("MUSTER_DB_URL", postgres.jdbcUrl("gateway"));
    all.put("MUSTER_GATEWAY_CLIENT_SECRET", LoginIssuer.SECRET);
    all.put("MUSTER_GATEWAY_KEY", KEY);
    services.forEach(
        (service, sample) -> all.put("MUSTER_" + service + "_URL", sample.url().toString()));
    return all;
  }

  URI address() {
    return URI.create("http://localhost:" + port);
  }

  SampleService service(Service service) {
    return Objects.requireNonNull(services.get(service));
  }

  /** Nobody is signed in yet. */
  Browser browser() {
    return new Browser(address());
  }

  /** Somebody who was never here before. */
  Browser signedIn(String subject, String role) {
    Browser browser = browser();
    browser.signIn(LoginIssuer.Person.of(subject, role, "3203"), "desk");
    return browser;
  }

  String token(String subject, String role) {
    return issuer.tokens().token(subject, Set.of(role), "3203");
  }

  long sessionsOf(String subject) {
    return jdbc.sql("select count(*) from spring_session where principal_name = :subject")
        .param("subject", subject)
        .query(Long.class)
        .single();
  }

  @Override
  public void close() {
    context.close();
    services.values().forEach(SampleService::close);
    issuer.close();
    postgres.close();
  }
}
