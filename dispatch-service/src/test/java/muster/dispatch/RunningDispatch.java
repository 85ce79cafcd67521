package muster.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import muster.contracts.Event;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.team.TeamIndex;
import muster.localstack.FreePorts;
import muster.testbed.EdgeTrials;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OncePerRun;
import muster.testbed.RealServers;
import muster.testbed.TopicReader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service with its real neighbours, one for all tests of this run. Tests don't get in each
 * other's way because each works at a place of its own, far from the others.
 */
public final class RunningDispatch implements AutoCloseable {
  public static final JsonMapper JSON = JsonMapper.builder().build();

  /** All tests' alerts are in it. */
  public static final String JURISDICTION = "320371003209";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final OncePerRun<RunningDispatch> SHARED =
      new OncePerRun<>(RunningDispatch::start);
  private static final OncePerRun<RunningDispatch> FOR_ALARMS =
      new OncePerRun<>(RunningDispatch::start);
  private static final AtomicInteger PLACES = new AtomicInteger();

  public final Neighbours neighbours;
  public final ConfigurableApplicationContext context;
  private final HttpApi http;
  private final EventCodec codec = new EventCodec();

  private RunningDispatch(Neighbours neighbours, String database, String... settings) {
    this.neighbours = neighbours;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--MUSTER_DB_URL=" + neighbours.postgres().jdbcUrl(database),
                "--MUSTER_ISSUER=" + neighbours.issuer().issuer(),
                "--MUSTER_KAFKA=" + neighbours.kafka().bootstrapServers()));
    arguments.addAll(EdgeTrials.arguments());
    for (String setting : settings) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      arguments.removeIf(usual -> usual.startsWith(name));
      arguments.add(setting);
    }
    SpringApplication application = new SpringApplication(DispatchApplication.class);
    application.setRegisterShutdownHook(false); // The neighbours go after it, not beside it.
    application.addInitializers(RunningDispatch::useOwnEventLoops);
    this.context = application.run(arguments.toArray(String[]::new));
    this.http =
        new HttpApi(
            context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  private RunningDispatch untilReady() {
    await().atMost(PATIENCE).until(() -> get("/actuator/health/readiness", null).status() == 200);
    return this;
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

  /**
   * With a movable clock. OTHER is a large call-out, CROWD a usual one, FIRE_HAZARD one that shares
   * teams; in these nobody is unreached before 50 s, which no test waits for.
   */
  public static RunningDispatch shared() {
    return SHARED.get();
  }

  /**
   * Another one like it. By the end of a run the alarms of the shared one are those of thousands of
   * alerts that nobody has ended, and each time a test moves the clock all of them sound.
   */
  public static RunningDispatch forAlarms() {
    return FOR_ALARMS.get();
  }

  private static RunningDispatch start() {
    return new RunningDispatch(
            RealServers.closedAtTheEnd(Neighbours.start()),
            "dispatch",
            "--muster.clock.movable=true",
            // Tests leave alerts behind whose teams are all unreached when the clock is moved.
            "--muster.doubtful-delivery-teams=100000",
            "--muster.policies.other.teams-needed=3",
            "--muster.policies.other.standby-teams=0",
            "--muster.policies.other.wave-size=200",
            "--muster.policies.other.reach-deadline=50s",
            "--muster.policies.fire-hazard.shares-teams=true",
            "--muster.policies.fire-hazard.reach-deadline=50s",
            "--muster.policies.fire-hazard.acknowledgement-deadline=60s",
            "--muster.policies.crowd.teams-needed=2",
            "--muster.policies.crowd.wave-size=6",
            "--muster.policies.crowd.radius-meters=1500",
            "--muster.policies.crowd.reach-deadline=50s",
            "--muster.policies.crowd.acknowledgement-deadline=60s")
        .untilReady();
  }

  /** Another instance of the service beside the shared one. */
  public static RunningDispatch another(String database, String... settings) {
    return on(shared().neighbours, database, settings);
  }

  /** An instance on neighbours of its own, to which a test may do anything. */
  public static RunningDispatch on(Neighbours neighbours, String database, String... settings) {
    neighbours.postgres().createDatabase(database);
    return new RunningDispatch(neighbours, database, settings).untilReady();
  }

  /** One that can't read the teams, for it is told of a broker that is not there. */
  public static RunningDispatch withoutTeams(String database) {
    Neighbours neighbours = shared().neighbours;
    neighbours.postgres().createDatabase(database);
    String nobody = "localhost:" + FreePorts.next();
    return new RunningDispatch(
        neighbours,
        database,
        "--MUSTER_KAFKA=" + nobody,
        "--spring.cloud.stream.kafka.binder.brokers=" + neighbours.kafka().bootstrapServers());
  }

  @Override
  public void close() {
    context.close();
  }

  public DataSource database() {
    return context.getBean(DataSource.class);
  }

  // --- people

  public String dispatcher() {
    return token("dispatcher");
  }

  /** Of a role, with the whole city as its scope. */
  public String token(String role) {
    return neighbours.issuer().token(role + "-1", Set.of(role), "3203");
  }

  public String token(String role, String jurisdiction) {
    return neighbours.issuer().token(role + "-" + jurisdiction, Set.of(role), jurisdiction);
  }

  /** Of the whole city and a new account each time: an account may have few previews a minute. */
  public String newDispatcher() {
    return neighbours.issuer().token("d-" + UUID.randomUUID(), Set.of("dispatcher"), "3203");
  }

  public String volunteer(String subject) {
    return neighbours.issuer().token(subject, Set.of("volunteer"), JURISDICTION);
  }

  // --- teams

  /** A place that no other test uses: the next one is 50 km away. */
  public static GeoPoint newPlace() {
    int n = PLACES.getAndIncrement();
    int row = n % 40;
    int column = n / 40;
    return new GeoPoint(22 + row * 0.5, 100 + column * 0.5);
  }

  /**
   * Teams of one member each, on duty, one behind the other to the north of the place, the first
   * one at the distance, the others that much further. The member of team {@code t} is {@code v-t}.
   */
  public List<String> seedTeams(GeoPoint around, int count, double metersApart) {
    return seedTeams(around, count, metersApart, JURISDICTION);
  }

  /** The same, of another jurisdiction. */
  public List<String> seedTeams(
      GeoPoint around, int count, double metersApart, String jurisdiction) {
    String run = Integer.toHexString(System.identityHashCode(new Object()));
    List<String> teams = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String team = "t-" + run + "-" + i;
      teams.add(team);
      seedTeam(
          team,
          north(around, i * metersApart),
          new JurisdictionCode(jurisdiction),
          List.of(memberOf(team)));
    }
    awaitTeams(teams);
    return teams;
  }

  public static GeoPoint north(GeoPoint of, double meters) {
    return new GeoPoint(of.latitude() + meters / 111_195.0, of.longitude());
  }

  /** A new one, of whom all are on duty, and the first is its captain; returns its id. */
  public String seedTeam(GeoPoint base, List<String> members) {
    String team = "t-" + UUID.randomUUID();
    seedTeam(team, base, new JurisdictionCode(JURISDICTION), members);
    awaitTeams(List.of(team));
    return team;
  }

  /** Until this instance knows them and who of them is on duty, whichever has seeded them. */
  public void awaitTeams(List<String> teams) {
    TeamIndex index = context.getBean(TeamIndex.class);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                teams.stream()
                    .allMatch(
                        team ->
                            index.findTeam(team).isPresent()
                                && index.listOnDuty(team).size()
                                    == index.findTeam(team).orElseThrow().members().size()));
  }

  public static String memberOf(String team) {
    return "v-" + team;
  }

  private void seedTeam(
      String team, GeoPoint base, JurisdictionCode jurisdiction, List<String> members) {
    Instant now = Instant.now();
    List<TeamSnapshot.Member> all = new ArrayList<>();
    for (String member : members) {
      publish(new PresenceSnapshot(member, now, 1, true, null, null, null));
      all.add(
          new TeamSnapshot.Member(
              member,
              member,
              all.isEmpty() ? TeamSnapshot.Member.Role.CAPTAIN : TeamSnapshot.Member.Role.MEMBER));
    }
    publish(new TeamSnapshot(team, now, 1, "Team " + team, jurisdiction, base, Set.of(), all));
  }

  /** As many new ones, who are in no team yet. */
  public static List<String> newPeople(int count) {
    return Stream.generate(() -> "v-" + UUID.randomUUID()).limit(count).toList();
  }

  // --- Kafka

  public void publish(Event event) {
    publish(event, UUID.randomUUID());
  }

  public void publish(Event event, UUID id) {
    publish(event, id, null);
  }

  public void publish(Event event, UUID id, @Nullable String traceparent) {
    var encoded = codec.encode(new EventEnvelope<>(id, "/test", 1, traceparent, event));
    send(encoded.topic(), encoded.key(), encoded.value(), encoded.headers());
  }

  public void send(String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
    var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    try {
      neighbours.producer().send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of each of an alert's events, in their order; empty where one has none. */
  public List<String> tracesOf(String alertId, int events) {
    try (TopicReader watch =
        new TopicReader(neighbours.kafka().bootstrapServers(), "dispatch.events")) {
      return watch.awaitWithKey(alertId, events).stream()
          .map(event -> TopicReader.header(event, "traceparent"))
          .toList();
    }
  }

  // --- HTTP

  public HttpApi http() {
    return http;
  }

  public Answer get(String path, @Nullable String token) {
    return http.get(path, token);
  }

  public Answer post(String path, @Nullable String token, @Nullable String json) {
    return http.post(path, token, json);
  }

  public Answer patch(String path, @Nullable String token, String json) {
    return http.patch(path, token, json);
  }

  public Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String json,
      Map<String, String> headers) {
    return http.send(method, path, token, json, headers);
  }

  // --- alerts

  public static String alertBody(String category, GeoPoint at) {
    return """
    {"category":"%s","severity":"MODERATE","headline":"Stolen e-bike","description":"Red",
     "location":{"latitude":%s,"longitude":%s,"crs":"WGS84"},"address":"Xizhu 12",
     "jurisdiction":"%s"}
    """
        .formatted(category, at.latitude(), at.longitude(), JURISDICTION);
  }

  /** Answered with its tasks. */
  public Answer issue(String body, String key) {
    return send(
        "POST", "/api/alerts?tasks=true", dispatcher(), body, Map.of("Idempotency-Key", key));
  }

  /** The issued alert. */
  public JsonNode issue(String category, GeoPoint at) {
    Answer answer = issue(alertBody(category, at), UUID.randomUUID().toString());
    if (answer.status() != 201) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.json();
  }

  public JsonNode alert(String id) {
    return get("/api/alerts/" + id, dispatcher()).json();
  }

  /** In the order in which they were called. */
  public static List<String> calledTeams(JsonNode alert) {
    List<String> teams = new ArrayList<>();
    alert.get("tasks").forEach(task -> teams.add(task.get("teamId").asString()));
    return teams;
  }

  /** The alert in a line, such as {@code COVERED t-1 ACKNOWLEDGED | t-2 STANDBY 1}. */
  public String line(String id) {
    JsonNode alert = alert(id);
    List<String> tasks = new ArrayList<>();
    for (JsonNode task : alert.get("tasks")) {
      String team = task.get("teamId").asString();
      tasks.add(
          team.substring(team.lastIndexOf('-') + 1)
              + " "
              + task.get("state").asString()
              + (task.has("rank") ? " " + task.get("rank").asInt() : ""));
    }
    return alert.get("status").asString() + " " + String.join(" | ", tasks);
  }

  public List<String> timeline(String id) {
    List<String> types = new ArrayList<>();
    for (JsonNode entry :
        get("/api/alerts/" + id + "/timeline?limit=1000", dispatcher()).json().get("items")) {
      types.add(entry.get("type").asString());
    }
    return types;
  }

  /** By the only member of the task's team. */
  public Answer act(JsonNode task, String action, @Nullable String json) {
    return act(task, tokenFor(task), action, json);
  }

  /** To be made before a race: a signature takes longer than an acknowledgement. */
  public String tokenFor(JsonNode task) {
    return volunteer(memberOf(task.get("teamId").asString()));
  }

  /** Of the only member's device, for the task's first call. */
  public static DeliveryReceipt receipt(JsonNode task, Status status) {
    return receipt(task, status, null);
  }

  /** For the how-many-eth call; null for the first. */
  public static DeliveryReceipt receipt(JsonNode task, Status status, @Nullable Integer call) {
    String team = task.get("teamId").asString();
    return new DeliveryReceipt(
        UUID.fromString(task.get("id").asString()),
        Instant.now(),
        UUID.fromString(task.get("alertId").asString()),
        team,
        memberOf(team),
        Channel.STREAM,
        status,
        null,
        call);
  }

  public Answer act(JsonNode task, String token, String action, @Nullable String json) {
    return post("/api/tasks/" + task.get("id").asString() + "/" + action, token, json);
  }

  public void advance(Duration by) {
    Answer answer = post("/test/clock", null, "{\"advance\":\"%s\"}".formatted(by));
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
  }
}
