package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import muster.demo.stream.EventStream;
import muster.localstack.Part;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one address, in front of the real services and the real identity provider. */
@ExtendWith(RunningStack.class)
class GatewayStoriesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PASSWORD = "muster-demo";

  private static final Map<String, Set<String>> FIGURES =
      Map.of(
          "dispatch",
          Set.of(
              "outbox-waiting",
              "outbox-oldest-age",
              "rejected-rows",
              "behind-records",
              "behind-age",
              "dead-letters-waiting",
              "teams",
              "volunteers-on-duty"),
          "volunteer",
          Set.of("outbox-waiting", "outbox-oldest-age", "rejected-rows"),
          "report",
          Set.of(
              "outbox-waiting",
              "outbox-oldest-age",
              "rejected-rows",
              "behind-records",
              "behind-age",
              "dead-letters-waiting"),
          "notification",
          Set.of("behind-records", "behind-age", "dead-letters-waiting", "streams", "alerts"));

  @Test
  void aDispatcherSignsInIssuesAnAlertSeesItOnTheStreamAndLeaves(StackUnderTest running)
      throws Exception {
    SignedInBrowser browser = SignedInBrowser.of(running, "zhang.dispatcher", PASSWORD);
    JsonNode who = JSON.readTree(expect(browser.get("/api/session"), 200).body());
    assertThat(who.required("subject").asString()).isEqualTo("zhang.dispatcher");
    assertThat(who.required("name").asString()).isEqualTo("张伟");
    assertThat(who.required("roles").get(0).asString()).isEqualTo("dispatcher");

    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    try (StorySetting setting = running.newSetting();
        BufferedReader stream =
            new BufferedReader(
                new InputStreamReader(
                    browser.open("/api/stream/events"), StandardCharsets.UTF_8))) {
      Thread reading = Thread.ofVirtual().start(() -> stream.lines().forEach(lines::add));
      String issued =
          JSON.readTree(
                  expect(browser.post("/api/alerts", JSON.writeValueAsString(setting.theft())), 201)
                      .body())
              .required("id")
              .asString();
      Awaitility.await()
          .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(issued)));
      assertThat(
              JSON.readTree(expect(browser.get("/api/alerts/" + issued), 200).body())
                  .required("id")
                  .asString())
          .isEqualTo(issued);
      expect(
          browser.post("/api/alerts/" + issued + "/cancellation", "{\"reason\":\"a story\"}"), 200);

      String location =
          JSON.readTree(expect(browser.post("/logout", "{}"), 200).body())
              .required("location")
              .asString();
      assertThat(location).startsWith(running.stack().issuer() + "/connect/logout?");
      // The stream ends with the session, and the reader with the stream.
      assertThat(reading.join(Duration.ofSeconds(10))).isTrue();
      expect(browser.get("/api/session"), 401);
      HttpResponse<String> back = browser.get(location);
      assertThat(back.uri()).as(back.body()).isEqualTo(running.stack().gatewayUrl().resolve("/"));
    }
    // Whoever signs in next has to say who they are.
    assertThat(browser.get("/oauth2/authorization/muster").body()).contains("password");
  }

  @Test
  void whoHasATokenNeedsNoOtherAddress(StackUnderTest running) {
    String gateway = running.stack().gatewayUrl().toString();
    Person dispatcher = running.dispatcher();

    dispatcher.get(gateway + "/api/alerts").expect(200);
    dispatcher.get(gateway + "/api/teams").expect(200);
    dispatcher.get(gateway + "/api/reports").expect(200);
    new Person("nobody", null).get(gateway + "/api/alerts").expect(401);
    dispatcher.get(gateway + "/api/system").expect(200);
    running.reporter().get(gateway + "/api/system").expect(403);
  }

  /** The issuer's tokens live for a quarter of an hour; here that has gone by. */
  @Test
  void aTokenThatHasEndedIsRenewedAtTheIssuerAndNobodyNotices(StackUnderTest running)
      throws Exception {
    SignedInBrowser browser = SignedInBrowser.of(running, "wang.officer", PASSWORD);
    try (Connection gateway = running.stack().postgres().dataSource("gateway").getConnection();
        Statement statement = gateway.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  """
                  update session_tokens set
                    access_issued_at = access_issued_at - interval '1 hour',
                    access_expires_at = access_expires_at - interval '1 hour'
                  where session_id in
                    (select session_id from spring_session where principal_name = 'wang.officer')
                  """))
          .isPositive();

      expect(browser.get("/api/alerts"), 200);

      try (ResultSet renewed =
          statement.executeQuery(
              """
              select count(*) from session_tokens t join spring_session s using (session_id)
              where s.principal_name = 'wang.officer' and version > 1 and access_expires_at > now()
              """)) {
        assertThat(renewed.next()).isTrue();
        assertThat(renewed.getInt(1)).isEqualTo(1);
      }
    }
    assertThat(
            JSON.readTree(expect(browser.get("/api/session"), 200).body())
                .required("roles")
                .get(0)
                .asString())
        .isEqualTo("officer");
    expect(browser.post("/logout", "{}"), 200);
  }

  /** Issue 11 allows 2.3 GB for all of it with the launcher, which has some 100 MB. */
  @Test
  void theWholeStackStartsWithinItsBudgetOfMemory(StackUnderTest running) {
    assertThat(running.stack().parts()).contains(Part.GATEWAY);
    assertThat(running.memoryAtStart()).isPositive().isLessThan(2_200_000_000L);
  }

  /** A metric that has another name since would be a figure that nobody misses. */
  @Test
  void eachServiceHasTheFiguresThatAreItsOwn(StackUnderTest running) {
    String address = running.stack().gatewayUrl() + "/api/system";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode system = running.dispatcher().get(address).expect(200).json();
              Map<String, Set<String>> figures = new HashMap<>();
              for (JsonNode service : system.required("services")) {
                String name = service.required("service").asString();
                assertThat(service.required("status").asString()).as(name).isEqualTo("up");
                figures.put(name, figures(service));
              }
              assertThat(figures).isEqualTo(FIGURES);
              assertThat(system.required("gateway").required("streams").isNumber()).isTrue();
            });
  }

  /** Dead letters are counted from the first one on, offers where phones were called of late. */
  private static Set<String> figures(JsonNode service) {
    Set<String> names = new HashSet<>();
    service.required("figures").forEach(figure -> names.add(figure.required("name").asString()));
    names.removeIf(name -> name.equals("dead-letters") || name.startsWith("offers-"));
    return names;
  }

  @Test
  void aGatewayThatIsKilledForgetsNobody(StackUnderTest running) {
    SignedInBrowser browser = SignedInBrowser.of(running, "li.operator", PASSWORD);
    running.stack().killService(Part.GATEWAY);
    running.stack().restartService(Part.GATEWAY);

    assertThat(
            JSON.readTree(expect(browser.get("/api/session"), 200).body())
                .required("subject")
                .asString())
        .isEqualTo("li.operator");
    expect(browser.get("/api/alerts"), 200);
  }

  /** Real events, by the positions that notification-service gives. */
  @Test
  void theStreamsOfAKilledGatewayGoOnWhereTheyWere(StackUnderTest running) {
    URI address = running.stack().gatewayUrl().resolve("/api/stream/events");
    List<IssuedAlerts> screens = Stream.generate(IssuedAlerts::new).limit(20).toList();
    List<EventStream> streams = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    try {
      for (IssuedAlerts screen : screens) {
        // An account has five at most.
        Person operator =
            running.person("screen." + streams.size() / 5, "operator", StackUnderTest.XUZHOU);
        streams.add(
            new EventStream(
                    address, () -> Optional.ofNullable(operator.token()).orElseThrow(), screen)
                .start("gateway-screen"));
      }
      Awaitility.await().until(() -> screens.stream().allMatch(screen -> screen.connected));
      alerts.add(issue(running));
      Awaitility.await()
          .until(() -> screens.stream().allMatch(screen -> screen.of(alerts).size() == 1));

      running.stack().killService(Part.GATEWAY);
      alerts.add(issue(running));
      running.stack().restartService(Part.GATEWAY);
      alerts.add(issue(running));

      List<String> issued = alerts.stream().map(Alert::id).toList();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  screens.stream()
                      .allMatch(screen -> screen.of(alerts).contains(issued.getLast())));
      assertThat(screens)
          .as("nothing lost, nothing doubled")
          .allSatisfy(screen -> assertThat(screen.of(alerts)).isEqualTo(issued));
    } finally {
      streams.forEach(EventStream::close);
      alerts.forEach(
          alert ->
              running
                  .dispatcher()
                  .post(alert.address() + "/cancellation", Map.of("reason", "a story"))
                  .expect(200));
    }
  }

  /** Straight at the service, whether there is a gateway or not. */
  private static Alert issue(StackUnderTest running) {
    StorySetting setting = running.newSetting();
    return setting.issue(setting.theft());
  }

  /** Which alerts one screen was told of, in their order. */
  private static final class IssuedAlerts implements EventStream.Listener {
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private volatile boolean connected;

    @Override
    public void accept(EventStream.Message message) {
      if (message.type().equals("alert.issued.v1")) {
        ids.add(JSON.readTree(message.data()).required("key").asString());
      }
    }

    @Override
    public void connected() {
      connected = true;
    }

    List<String> of(List<Alert> alerts) {
      List<String> known = alerts.stream().map(Alert::id).toList();
      return ids.stream().filter(known::contains).toList();
    }
  }

  private static HttpResponse<String> expect(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(status);
    return answer;
  }
}
