package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import muster.contracts.place.GeoPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VolunteerTest {
  private static final GeoPoint BASE = new GeoPoint(34.29179, 117.34248);
  private static final GeoPoint ALERT = Way.moved(BASE, 700, 300);
  private static final int FIRST_SEED = 20;
  private static final String TASKS = "GET /api/tasks";
  private static final String ACKNOWLEDGEMENT = "POST /api/tasks/k1/acknowledgement";
  private static final String PROGRESS = "POST /api/tasks/k1/progress";

  private final AgendaByHand agenda = new AgendaByHand();
  private final SampleServices services;
  private final HttpClient client = HttpClient.newHttpClient();

  VolunteerTest() throws Exception {
    services = new SampleServices();
    services.answers("POST /api/receipts", 204, "");
    services.answers(ACKNOWLEDGEMENT, 200, "{\"state\":\"ACKNOWLEDGED\"}");
    tasks("OFFERED");
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    services.close();
  }

  private void tasks(String state) {
    services.answers(
        TASKS,
        200,
        """
        {"items":[{"id":"k1","alertId":"a1","state":"%s","alert":{"category":"THEFT","location":
        {"latitude":%s,"longitude":%s}}}]}
        """
            .formatted(state, ALERT.latitude(), ALERT.longitude()));
  }

  private Volunteer volunteer(int seed) {
    Volunteer.Setting setting = new Volunteer.Setting(agenda, agenda.clock);
    Account account =
        new Account(client, services.targets().tokens(), agenda.clock, "v-" + seed, null, null);
    return new Volunteer(
        setting,
        new Phone(account, services.targets()),
        Beat.of(BASE, "320371003209"),
        // Randoms of seeds that lie side by side begin alike.
        new Random(new SplittableRandom(seed).nextLong()));
  }

  /**
   * Somebody who is called and says yes, whatever became of the others who were asked; from these
   * seeds on it is one who does not withdraw.
   */
  private Volunteer onTheWayIn() throws Exception {
    for (int seed = FIRST_SEED; seed < 200; seed++) {
      Volunteer asked = volunteer(seed);
      asked.isCalled("k1", "a1", 1);
      agenda.fastForward(Behaviour.MOST_DELAY.plusSeconds(2));
      if (asked.isOnErrand()) {
        return asked;
      }
    }
    throw new AssertionError("nobody comes");
  }

  private List<JsonNode> bodies(String line) {
    return services.asked(line).stream()
        .map(asked -> JsonMapper.shared().readTree(asked.body()))
        .toList();
  }

  private List<String> said(String line, String field) {
    return bodies(line).stream().map(body -> body.path(field).asString("")).toList();
  }

  @Test
  void aThirdOfThoseWhoAreCalledComesAndEachPhoneConfirmsAtOnce() throws Exception {
    List<Volunteer> all = new ArrayList<>();
    for (int seed = 0; seed < 400; seed++) {
      Volunteer called = volunteer(seed);
      all.add(called);
      called.isCalled("k1", "a1", 2);
    }
    // A team is unreached after 5 s.
    agenda.fastForward(Duration.ofSeconds(1));
    assertThat(said("POST /api/receipts", "status")).filteredOn("CONFIRMED"::equals).hasSize(400);
    assertThat(bodies("POST /api/receipts")).allMatch(body -> body.path("call").asInt() == 2);

    agenda.fastForward(Duration.ofMinutes(4));
    assertThat(services.asked(ACKNOWLEDGEMENT)).hasSizeBetween(110, 170);
    assertThat(services.asked("POST /api/tasks/k1/decline")).hasSizeBetween(100, 165);
    assertThat(said("POST /api/receipts", "status")).filteredOn("SEEN"::equals).hasSize(400);
    assertThat(bodies(ACKNOWLEDGEMENT)).allMatch(body -> body.path("etaSeconds").asInt() > 0);
  }

  @Test
  void whoComesSetsOffArrivesAndIsThenWhereTheAlertIs() throws Exception {
    Volunteer comes = onTheWayIn();
    comes.begin(Duration.ZERO);
    tasks("ACKNOWLEDGED");
    agenda.fastForward(Duration.ofMinutes(20));

    assertThat(said(PROGRESS, "state")).contains("EN_ROUTE", "ON_SCENE");
    JsonNode last = bodies("PUT /api/volunteers").getLast().path("location");
    GeoPoint there =
        new GeoPoint(last.path("latitude").asDouble(), last.path("longitude").asDouble());
    assertThat(there.distanceMeters(ALERT)).isLessThan(1);

    comes.isAlertOver("a1");
    assertThat(comes.isOnErrand()).isFalse();
    agenda.fastForward(Duration.ofMinutes(30));
    JsonNode home = bodies("PUT /api/volunteers").getLast().path("location");
    assertThat(
            new GeoPoint(home.path("latitude").asDouble(), home.path("longitude").asDouble())
                .distanceMeters(BASE))
        .isLessThan(Beat.USUAL_RADIUS * 1.5);
  }

  @Test
  void theStandbyWaitsUntilItIsPromoted() throws Exception {
    services.answers(ACKNOWLEDGEMENT, 200, "{\"state\":\"STANDBY\",\"rank\":1}");
    Volunteer standby = onTheWayIn();
    agenda.fastForward(Duration.ofMinutes(5));
    assertThat(services.asked(PROGRESS)).isEmpty();

    standby.isPromoted("k1");
    agenda.fastForward(Duration.ofMinutes(1));
    assertThat(said(PROGRESS, "state")).containsExactly("EN_ROUTE");
  }

  @Test
  void whoIsStoodDownGoesNowhere() throws Exception {
    services.answers(ACKNOWLEDGEMENT, 200, "{\"state\":\"STANDBY\",\"rank\":1}");
    Volunteer standby = onTheWayIn();
    standby.isOver("k1");
    standby.isPromoted("k1");
    agenda.fastForward(Duration.ofMinutes(5));
    assertThat(services.asked(PROGRESS)).isEmpty();
    assertThat(standby.isOnErrand()).isFalse();
  }

  @Test
  void nobodyAnswersWhatIsOverBeforeTheyLook() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      Volunteer called = volunteer(seed);
      called.isCalled("k1", "a1", 1);
      agenda.fastForward(Duration.ofMillis(950));
      if (seed % 2 == 0) {
        called.isOver("k1");
      } else {
        called.isAlertOver("a1");
      }
    }
    agenda.fastForward(Duration.ofMinutes(10));
    assertThat(said("POST /api/receipts", "status")).containsOnly("CONFIRMED").hasSize(20);
    assertThat(services.asked("POST /api/tasks")).isEmpty();
  }

  @Test
  void anAnswerThatComesTooLateIsNoErrand() throws Exception {
    services.answers(ACKNOWLEDGEMENT, 409, "{\"reason\":\"ALERT_OVER\"}");
    for (int seed = 0; seed < 20; seed++) {
      volunteer(seed).isCalled("k1", "a1", 1);
    }
    agenda.fastForward(Duration.ofMinutes(10));
    assertThat(services.asked(ACKNOWLEDGEMENT)).isNotEmpty();
    assertThat(services.asked(PROGRESS)).isEmpty();
  }

  @Test
  void progressIsToldAgainWhereTheServiceIsAwayAndNotWhereItRefuses() throws Exception {
    services.answers(PROGRESS, 503, "");
    services.answers(ACKNOWLEDGEMENT, 200, "{\"state\":\"STANDBY\",\"rank\":1}");
    Volunteer comes = onTheWayIn();
    comes.isPromoted("k1");
    agenda.fastForward(Duration.ofMinutes(2));
    int tries = services.asked(PROGRESS).size();
    assertThat(tries).isGreaterThan(3);

    services.answers(PROGRESS, 409, "{\"reason\":\"TASK_OVER\"}");
    agenda.fastForward(Duration.ofMinutes(5));
    assertThat(services.asked(PROGRESS)).hasSize(tries + 1);
    assertThat(comes.isOnErrand()).isFalse();
  }

  /** A day: what is planned stays as little as it was, and phones are offline now and then. */
  @Test
  void onPatrolAPositionIsReportedOnceAMinuteUnlessThePhoneIsOffline() throws Exception {
    services.answers(TASKS, 200, "{\"items\":[]}");
    volunteer(1).begin(Duration.ZERO);
    agenda.fastForward(Duration.ofHours(24));
    int reports = services.asked("PUT /api/volunteers/v-1/presence").size();
    assertThat(reports).isBetween(1_100, 1_440);
    assertThat(services.asked(TASKS)).as("each time it was back").hasSizeBetween(15, 70);
  }

  @Test
  void whoWasOfflineCatchesUp() throws Exception {
    Volunteer offline = volunteer(1);
    offline.begin(Duration.ZERO);
    while (!offline.isOffline()) {
      agenda.fastForward(Duration.ofSeconds(5));
    }
    offline.isCalled("k1", "a1", 1);
    assertThat(services.asked("POST /api/receipts")).isEmpty();

    while (offline.isOffline()) {
      agenda.fastForward(Duration.ofSeconds(5));
    }
    assertThat(said("POST /api/receipts", "status")).contains("CONFIRMED");
    assertThat(bodies("POST /api/receipts").getFirst().has("call")).isFalse();
  }
}
