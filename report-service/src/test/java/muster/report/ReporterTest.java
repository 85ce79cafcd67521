package muster.report;

import static muster.report.Requests.ALERT;
import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.report.ReportEvent;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a reporter is told of the own report, and may do with it; and its link to an alert. */
@OnRealServers
class ReporterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final GeoPoint YARD = new GeoPoint(34.27, 117.35);

  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;

  /** A running alert that this service has heard of; its number. */
  private int heardOf(UUID id) {
    int number = Alerts.newNumber();
    service.publish(Alerts.issued(id, number, YARD));
    awaitKnown(number);
    return number;
  }

  private void awaitKnown(int number) {
    await().atMost(PATIENCE).until(() -> clue(Integer.toString(number)).status() == 201);
  }

  /** What is read behind it has been read, too. */
  private void awaitKnown(UUID id) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Answer clue = clue(id.toString());
              return clue.status() == 201 && clue.json().path("alert").has("status");
            });
  }

  private Answer clue(int number, String token, String more) {
    return http.post(
        REPORTS,
        token,
        "{\"category\":\"THEFT\",\"text\":\"I see it\",\"alertId\":\"%d\"%s}"
            .formatted(number, more));
  }

  private Answer clue(String alert) {
    return http.post(
        REPORTS,
        service.issuer.token("v-000001", Set.of("volunteer"), "320371"),
        "{\"category\":\"THEFT\",\"text\":\"I see it\",\"alertId\":\"%s\"}".formatted(alert));
  }

  private Answer link(String report, Object alert, String token) {
    return http.post(
        triage(report), token, "{\"decision\":\"LINK\",\"alert\":\"%s\"}".formatted(alert));
  }

  private Answer add(String report, String token, String body) {
    return http.post(REPORTS + "/" + report + "/additions", token, body);
  }

  private Answer withdraw(String report, String token) {
    return http.post(
        REPORTS + "/" + report + "/withdrawal", token, "{\"reason\":\"It was my brother\"}");
  }

  private JsonNode seen(String report) {
    return http.get(REPORTS + "/" + report, service.villager()).json();
  }

  @Test
  void aReportIsLinkedToARunningAlertByItsNumberAndTheReporterSeesHowThatEnds() {
    UUID alert = UUID.randomUUID();
    int number = heardOf(alert);
    String id = service.submit(service.villager(), BIKE);

    Answer linked = link(id, number, service.officer());

    assertThat(linked.status()).as(linked.body()).isEqualTo(200);
    assertThat(linked.text("status")).isEqualTo("LINKED");
    assertThat(link(id, alert, service.officer()).status()).isEqualTo(200);
    assertThat(http.post(triage(id), service.officer(), ALERT).status()).isEqualTo(409);
    JsonNode running = seen(id);
    assertThat(running.get("alertId").asString()).isEqualTo(alert.toString());
    assertThat(running.get("alert").get("number").asInt()).isEqualTo(number);
    assertThat(running.get("alert").get("status").asString()).isEqualTo("RUNNING");
    assertThat(service.awaitEvents(UUID.fromString(id), 2).get(1).event())
        .isInstanceOfSatisfying(
            ReportEvent.ReportLinked.class,
            event -> {
              assertThat(event.alertId()).isEqualTo(alert);
              assertThat(event.reporter()).isEqualTo("villager");
              assertThat(event.text()).isEqualTo("My e-bike is gone from the yard");
            });

    service.publish(Alerts.resolved(alert));
    await()
        .atMost(PATIENCE)
        .until(() -> seen(id).get("alert").get("status").asString().equals("RESOLVED"));
    JsonNode over = seen(id);
    assertThat(over.get("alert").get("outcome").asString()).isEqualTo("FOUND");
    assertThat(over.get("alert").has("endedAt")).isTrue();
    assertThat(over.toString()).doesNotContain("Zhang");
    String other = service.submit(service.villager(), BIKE);
    Answer late = link(other, number, service.officer());
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("type")).isEqualTo("/problems/alert-over");
  }

  @Test
  void whoNamesAMergedAlertMeansTheOneThatGoesOn() {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    int number = heardOf(first);
    int lastNumber = heardOf(last);
    String before = service.submit(service.villager(), BIKE);
    assertThat(link(before, number, service.officer()).status()).isEqualTo(200);

    service.publish(Alerts.merged(first, last, lastNumber));

    await()
        .atMost(PATIENCE)
        .until(() -> seen(before).get("alert").get("number").asInt() == lastNumber);
    assertThat(seen(before).get("alertId").asString()).isEqualTo(last.toString());
    for (String name : new String[] {first.toString(), Integer.toString(number)}) {
      Answer clue = clue(name);
      assertThat(clue.status()).as(clue.body()).isEqualTo(201);
      assertThat(clue.text("alertId")).isEqualTo(last.toString());
      assertThat(clue.json().get("alert").get("number").asInt()).isEqualTo(lastNumber);
      assertThat(service.awaitEvents(UUID.fromString(clue.text("id")), 1).getFirst().event())
          .isInstanceOfSatisfying(
              ReportEvent.ClueSubmitted.class,
              submitted -> assertThat(submitted.alertId()).isEqualTo(last));
    }
    service.publish(Alerts.resolved(last));
    await()
        .atMost(PATIENCE)
        .until(() -> seen(before).get("alert").get("status").asString().equals("RESOLVED"));
    assertThat(clue(Integer.toString(number)).status()).isEqualTo(409);
  }

  /** The two alerts' events come in no order. */
  @Test
  void anAlertThatGoesOnIsTakenAsRunningBeforeAnythingElseIsHeardOfIt() {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    int number = heardOf(first);
    int lastNumber = Alerts.newNumber();
    service.publish(Alerts.merged(first, last, lastNumber));
    await()
        .atMost(PATIENCE)
        .until(() -> last.toString().equals(clue(Integer.toString(number)).text("alertId")));

    service.publish(Alerts.issued(last, lastNumber, YARD));
    String report = service.submit(service.villager(), BIKE);
    await()
        .atMost(PATIENCE)
        .until(() -> link(report, lastNumber, service.officer()).status() == 200);
  }

  @Test
  void nobodyComesToAnExerciseSoNoReportIsLinkedToOne() {
    int number = Alerts.newNumber();
    service.publish(Alerts.exercise(UUID.randomUUID(), number, YARD));
    awaitKnown(number);
    String id = service.submit(service.villager(), BIKE);
    Answer refused = link(id, number, service.officer());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("reason")).isEqualTo("EXERCISE");
    assertThat(seen(id).get("status").asString()).isEqualTo("SUBMITTED");
    assertThat(clue(Integer.toString(number)).json().get("alert").get("exercise").asBoolean())
        .isTrue();
  }

  @Test
  void onlyAnAlertOfTheOwnScopeIsLinked() {
    UUID alert = UUID.randomUUID();
    int number = Alerts.newNumber();
    service.publish(Alerts.issued(alert, number, YARD, Category.THEFT, "320382001001"));
    awaitKnown(alert);
    String id = service.submit(service.villager(), BIKE);
    assertThat(link(id, alert, service.officer()).status()).isEqualTo(403);
    Answer foreign = link(id, number, service.officer());
    Answer unknown = link(id, 99_999_997, service.officer());
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(unknown.body());
    assertThat(link(id, number, service.officerElsewhere()).status()).isEqualTo(403);
    assertThat(link(id, number, service.villager()).status()).isEqualTo(403);
    await()
        .atMost(PATIENCE)
        .until(() -> link(id, UUID.randomUUID(), service.officer()).status() == 404);
    assertThat(seen(id).get("status").asString()).isEqualTo("SUBMITTED");
  }

  /** Whoever has issued it has its id and its number before this service has heard of it. */
  @Test
  void aReportIsLinkedToAnAlertThatWasIssuedThisMoment() {
    for (int round = 0; round < 5; round++) {
      UUID alert = UUID.randomUUID();
      int number = Alerts.newNumber();
      String id = service.submit(service.villager(), BIKE);
      String other = service.submit(service.villager(), BIKE);
      service.publish(Alerts.issued(alert, number, YARD));

      Answer byId = link(id, alert, service.officer());
      assertThat(byId.status()).as(byId.body()).isEqualTo(200);
      assertThat(byId.text("status")).isEqualTo("LINKED");
      assertThat(link(other, number, service.officer()).status()).isEqualTo(200);
    }
    assertThat(
            link(service.submit(service.villager(), BIKE), UUID.randomUUID(), service.officer())
                .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"decision\":\"LINK\"}",
        "{\"decision\":\"LINK\",\"alert\":\"9999\"}",
        "{\"decision\":\"LINK\",\"alert\":\"\"}",
        "{\"decision\":\"LINK\",\"alert\":9999}",
        "{\"decision\":\"LINK\",\"alert\":40317.0}",
        "{\"decision\":\"LINK\",\"alert\":true}",
        "{\"alert\":100000000,\"decision\":\"LINK\"}"
      })
  void aLinkNamesItsAlert(String body) {
    String id = service.submit(service.villager(), BIKE);
    Answer answer = http.post(triage(id), service.officer(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly("alert");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999", "012345", "100000000", "x", "1-1-1-1-1"})
  void aClueNamesAnAlertByItsIdOrItsNumber(String name) {
    Answer answer = clue(name);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly("alertId");
  }

  @Test
  void anAlertsNumberNeedsNoQuotes() {
    UUID alert = UUID.randomUUID();
    int number = heardOf(alert);
    String clue = "{\"category\":\"THEFT\",\"text\":\"I see it\",\"alertId\":%s}";
    Answer taken = http.post(REPORTS, service.villager(), clue.formatted(number));
    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    assertThat(taken.text("alertId")).isEqualTo(alert.toString());
    for (String wrong : List.of("9999", "40317.0", "true")) {
      Answer refused = http.post(REPORTS, service.villager(), clue.formatted(wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.problemFields()).containsExactly("alertId");
    }

    String id = service.submit(service.villager(), BIKE);
    Answer linked =
        http.post(
            triage(id),
            service.officer(),
            "{\"decision\":\"LINK\",\"alert\":%d}".formatted(number));
    assertThat(linked.status()).as(linked.body()).isEqualTo(200);
    assertThat(linked.text("alertId")).isEqualTo(alert.toString());
  }

  @Test
  void aReportIsLinkedByTheNumberOrTheIdThatTheAlertHadBeforeItWasMerged() {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    int number = heardOf(first);
    int lastNumber = heardOf(last);
    String before = service.submit(service.villager(), BIKE);
    assertThat(link(before, number, service.officer()).status()).isEqualTo(200);
    service.publish(Alerts.merged(first, last, lastNumber));
    await()
        .atMost(PATIENCE)
        .until(() -> seen(before).get("alert").get("number").asInt() == lastNumber);

    for (Object name : new Object[] {number, first, lastNumber, last}) {
      String id = service.submit(service.villager(), BIKE);
      Answer linked = link(id, name, service.officer());
      assertThat(linked.status()).as(name + ": " + linked.body()).isEqualTo(200);
      assertThat(linked.text("alertId")).isEqualTo(last.toString());
      assertThat(service.awaitEvents(UUID.fromString(id), 2).get(1).event())
          .isInstanceOfSatisfying(
              ReportEvent.ReportLinked.class, event -> assertThat(event.alertId()).isEqualTo(last));
      // What was linked before the merger is linked to the same alert.
      assertThat(link(before, name, service.officer()).status()).isEqualTo(200);
    }
    assertThat(service.awaitEvents(UUID.fromString(before), 2)).hasSize(2);
    assertThat(link(before, heardOf(UUID.randomUUID()), service.officer()).status()).isEqualTo(409);
  }

  /** Numbers can be counted through: who says one of elsewhere learns nothing. */
  @Test
  void aNumberOfElsewhereIsAnsweredLikeOneThatNobodyHas() {
    String elsewhere = "320382001001";
    UUID alert = UUID.randomUUID();
    int number = Alerts.newNumber();
    service.publish(Alerts.issued(alert, number, YARD, Category.THEFT, elsewhere));
    awaitKnown(alert);
    await().atMost(PATIENCE).until(() -> clue(99_999_997, service.villager(), "").status() == 404);
    String unknown = clue(99_999_997, service.villager(), "").body();

    for (String token : new String[] {service.villager(), service.officer()}) {
      assertThat(clue(number, token, "").body()).isEqualTo(unknown);
    }
    assertThat(clue(number, service.officer(), ",\"jurisdiction\":\"" + elsewhere + "\"").body())
        .as("an officer has the own scope")
        .isEqualTo(unknown);
    assertThat(clue(number, service.villager(), ",\"jurisdiction\":\"3203\"").body())
        .as("a city is no county")
        .isEqualTo(unknown);
    String nobody =
        service.issuer.tokenWithClaims(Map.of("sub", "x", "roles", List.of("reporter")));
    assertThat(clue(number, nobody, ",\"jurisdiction\":\"32\"").body()).isEqualTo(unknown);

    // At home, or with a clue from there.
    String neighbour = service.issuer.token("neighbour", Set.of("reporter"), "320382002002");
    assertThat(clue(number, neighbour, "").text("alertId")).isEqualTo(alert.toString());
    assertThat(clue(number, service.operator(), "").text("alertId")).isEqualTo(alert.toString());
    assertThat(
            clue(number, service.villager(), ",\"jurisdiction\":\"320382003003\"").text("alertId"))
        .isEqualTo(alert.toString());
  }

  @Test
  void aNumberThatWasGivenAgainMeansTheNewestThatTheCallerMayHaveHeardOf() {
    int number = Alerts.newNumber();
    UUID older = UUID.randomUUID();
    UUID newer = UUID.randomUUID();
    UUID elsewhere = UUID.randomUUID();
    service.publish(Alerts.issued(older, number, YARD));
    service.publish(Alerts.issued(newer, number, YARD));
    service.publish(Alerts.issued(elsewhere, number, YARD, Category.THEFT, "320382001001"));
    List.of(older, newer, elsewhere).forEach(this::awaitKnown);
    assertThat(clue(number, service.villager(), "").text("alertId")).isEqualTo(newer.toString());
    assertThat(clue(number, service.operator(), "").text("alertId"))
        .isEqualTo(elsewhere.toString());
    String report = service.submit(service.villager(), BIKE);
    assertThat(link(report, number, service.officer()).text("alertId")).isEqualTo(newer.toString());
  }

  @Test
  void aNumberThatNobodyHasIsNotFoundOnceAllIsRead() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(clue("99999998").status()).isEqualTo(404));
  }

  @Test
  void runningAlertsOfTheSameKindNearbyAreShownToWhoDecides() {
    GeoPoint place = new GeoPoint(34.9, 118.1);
    UUID near = UUID.randomUUID();
    int number = Alerts.newNumber();
    service.publish(
        Alerts.issued(near, number, new GeoPoint(place.latitude() + 0.0045, place.longitude())));
    service.publish(
        Alerts.issued(
            UUID.randomUUID(),
            Alerts.newNumber(),
            new GeoPoint(place.latitude() + 0.0095, place.longitude())));
    service.publish(
        Alerts.issued(
            UUID.randomUUID(), Alerts.newNumber(), place, Category.BRAWL, RunningService.XIZHU));
    UUID over = UUID.randomUUID();
    service.publish(Alerts.issued(over, Alerts.newNumber(), place));
    service.publish(Alerts.resolved(over));
    int exercise = Alerts.newNumber();
    service.publish(Alerts.exercise(UUID.randomUUID(), exercise, place));
    awaitKnown(exercise);
    awaitKnown(number);
    await().atMost(PATIENCE).until(() -> clue(over.toString()).status() == 409);
    String id =
        service.submit(
            service.villager(), BIKE.replace("34.27", "34.9").replace("117.35", "118.1"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode shown = http.get(REPORTS + "/" + id, service.officer()).json().get("nearby");
              assertThat(shown.size()).isEqualTo(1);
              assertThat(shown.get(0).get("id").asString()).isEqualTo(near.toString());
              assertThat(shown.get(0).get("number").asInt()).isEqualTo(number);
              assertThat(shown.get(0).get("distanceMeters").asInt()).isEqualTo(500);
            });
    assertThat(seen(id).has("nearby")).isFalse();
    assertThat(http.get(REPORTS + "/" + id, service.officerElsewhere()).status()).isEqualTo(404);
    assertThat(http.post(triage(id), service.officer(), Requests.ANSWER).json().has("nearby"))
        .isFalse();
  }

  @Test
  void anAlertThatWasOpenedAgainIsNearbyHoweverLongAgoItWasIssued() {
    GeoPoint place = new GeoPoint(34.7, 118.1);
    Duration age = Duration.ofHours(30);
    int oldNumber = Alerts.newNumber();
    var old = Alerts.ago(age, Alerts.issued(UUID.randomUUID(), oldNumber, place));
    var again = Alerts.ago(age, Alerts.issued(UUID.randomUUID(), Alerts.newNumber(), place));
    service.publish(old);
    service.publish(again);
    service.publish(Alerts.resolved(again.alertId()));
    service.publish(Alerts.reopened(again));
    awaitKnown(oldNumber);
    String id =
        service.submit(
            service.villager(), BIKE.replace("34.27", "34.7").replace("117.35", "118.1"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode shown = http.get(REPORTS + "/" + id, service.officer()).json().get("nearby");
              assertThat(shown.valueStream().map(alert -> alert.get("id").asString()))
                  .containsExactly(again.alertId().toString());
            });
  }

  @Test
  void aReporterAddsWhatIsKnownLaterAndItGoesToTheAlert() {
    UUID alert = UUID.randomUUID();
    int number = heardOf(alert);
    String id = clue(Integer.toString(number)).text("id");
    String volunteer = service.issuer.token("v-000001", Set.of("volunteer"), "320371");
    String body =
        """
        {"text":"He went north","location":{"latitude":34.3,"longitude":117.36,"crs":"WGS84"}}""";

    Answer added = add(id, volunteer, body);
    Answer again = add(id, volunteer, body);

    assertThat(added.status()).as(added.body()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(added.json());
    JsonNode additions = added.json().get("additions");
    assertThat(additions.size()).isEqualTo(1);
    assertThat(additions.get(0).get("text").asString()).isEqualTo("He went north");
    assertThat(additions.get(0).get("location").get("latitude").asDouble()).isEqualTo(34.3);
    var events = service.awaitEvents(UUID.fromString(id), 2);
    assertThat(events).hasSize(2);
    assertThat(events.get(1).event())
        .isInstanceOfSatisfying(
            ReportEvent.ReportAddedTo.class,
            event -> {
              assertThat(event.alertId()).isEqualTo(alert);
              assertThat(event.by()).isEqualTo("v-000001");
            });
  }

  @Test
  void aReporterTakesAReportBack() {
    String id = service.submit(service.villager(), BIKE);
    Answer withdrawn = withdraw(id, service.villager());
    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
    assertThat(withdrawn.text("status")).isEqualTo("WITHDRAWN");
    assertThat(withdrawn.text("withdrawalReason")).isEqualTo("It was my brother");
    assertThat(withdraw(id, service.villager()).json()).isEqualTo(withdrawn.json());
    Answer late = add(id, service.villager(), "{\"text\":\"x\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("reason")).isEqualTo("WITHDRAWN");
    assertThat(
            http.get(REPORTS + "?status=WITHDRAWN&limit=200", service.villager())
                .json()
                .get("items")
                .toString())
        .contains(id);
    assertThat(
            http.get(REPORTS + "?status=SUBMITTED&limit=200", service.villager())
                .json()
                .get("items")
                .toString())
        .doesNotContain(id);
    assertThat(service.awaitEvents(UUID.fromString(id), 2)).hasSize(2);
    assertThat(http.post(triage(id), service.officer(), Requests.ANSWER).text("status"))
        .isEqualTo("ANSWERED");
  }

  @Test
  void nobodyElseAddsToAReportOrTakesItBack() {
    String id = service.submit(service.villager(), BIKE);
    String neighbour = service.issuer.token("neighbour", Set.of("reporter"), RunningService.XIZHU);
    for (String path : new String[] {"/additions", "/withdrawal"}) {
      String body = path.equals("/additions") ? "{\"text\":\"x\"}" : "{\"reason\":\"x\"}";
      assertThat(http.post(REPORTS + "/" + id + path, neighbour, body).status()).isEqualTo(404);
      assertThat(http.post(REPORTS + "/" + id + path, service.officer(), body).status())
          .isEqualTo(403);
      assertThat(http.post(REPORTS + "/" + id + path, null, body).status()).isEqualTo(401);
      assertThat(
              http.post(REPORTS + "/" + UUID.randomUUID() + path, service.villager(), body)
                  .status())
          .isEqualTo(404);
    }
    assertThat(seen(id).get("additions").size()).isZero();
    assertThat(seen(id).get("status").asString()).isEqualTo("SUBMITTED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "additions  | {}                                    | text",
        "additions  | {\"text\":\" \"}                      | text",
        "additions  | {\"text\":\"x\",\"location\":{\"latitude\":91,\"longitude\":0}} |"
            + " location.latitude",
        "additions  | {\"text\":\"x\",\"more\":1}           | more",
        "withdrawal | {}                                    | reason",
        "withdrawal | {\"reason\":\"\"}                     | reason"
      })
  void aBadRequestOfAReporterNamesItsField(String path, String body, String field) {
    String id = service.submit(service.villager(), BIKE);
    Answer answer = http.post(REPORTS + "/" + id + "/" + path, service.villager(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({"additions, text, 4000", "withdrawal, reason, 500"})
  void theLongestTextIsTakenAndOneCharacterMoreIsNot(String path, String field, int longest) {
    String id = service.submit(service.villager(), BIKE);
    String body = "{\"" + field + "\":\"%s\"}";
    String address = REPORTS + "/" + id + "/" + path;
    assertThat(
            http.post(address, service.villager(), body.formatted("x".repeat(longest + 1)))
                .problemFields())
        .containsExactly(field);
    assertThat(http.post(address, service.villager(), body.formatted("x".repeat(longest))).status())
        .isEqualTo(200);
  }
}
