package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import muster.apiedge.Cursor;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Said;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown.Cause;
import muster.notification.roster.Roster;
import muster.testbed.HttpApi;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who was told of an alert. */
@OnRealServers
@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesTest implements TestPropertyProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String VILLAGE = "320371003209";

  private final TestBed bed = TestBed.shared();
  private final String operator = bed.operatorToken("3203");
  @Inject EmbeddedServer embedded;
  private RunningServer server;
  private String team;
  private String volunteer;
  private String colleague;
  private String nobody;
  private UUID task;
  private Incident incident;
  private int number;

  @Override
  public Map<String, String> getProperties() {
    return bed.properties();
  }

  @BeforeAll
  void ready() {
    server = new RunningServer(embedded).awaitReady();
    String unknown = path(UUID.randomUUID().toString());
    await().atMost(PATIENCE).until(() -> server.get(unknown, operator).status() == 404);
  }

  @BeforeEach
  void aTeamOfThree() {
    team = Names.team();
    volunteer = Names.volunteer();
    colleague = Names.volunteer();
    nobody = "no-account-" + Names.volunteer();
    task = UUID.randomUUID();
    number = ThreadLocalRandom.current().nextInt(1_000_000, 99_999_999);
    incident = new Incident(VILLAGE).numbered(number);
    bed.publish(
        List.of(
            Incident.duty(volunteer, 1, true),
            Incident.duty(colleague, 1, true),
            Incident.duty(nobody, 1, true),
            Incident.team(team, 1, volunteer, colleague, nobody)));
    Roster roster = server.bean(Roster.class);
    await().atMost(PATIENCE).until(() -> roster.listOnDuty(team).size() == 3);
  }

  @Test
  void everyStepOfEachMemberHasItsTime() {
    offered();
    confirm("CONFIRMED");
    confirm("SEEN");
    bed.publish(
        incident
            .answered(task, team, volunteer, Answer.COMES, 60)
            .acknowledged(task, team, volunteer)
            .answered(task, team, colleague, "dispatcher-1", Answer.CANNOT, null, Said.PHONE)
            .events());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(delivery(volunteer).propertyNames())
                  .containsExactlyInAnyOrder(
                      "channel",
                      "call",
                      "queuedAt",
                      "sentAt",
                      "confirmedAt",
                      "seenAt",
                      "answeredAt");
              assertThat(member(colleague).has("said")).isTrue();
            });

    JsonNode all = deliveries(incident.alertId.toString());
    assertThat(all.get("alertId").asString()).isEqualTo(incident.alertId.toString());
    assertThat(all.get("number").asInt()).isEqualTo(number);
    assertThat(all.has("exercise")).isFalse();
    assertThat(all.get("tasks").size()).isEqualTo(1);
    JsonNode told = all.get("tasks").get(0);
    assertThat(told.get("taskId").asString()).isEqualTo(task.toString());
    assertThat(told.get("teamName").asString()).isEqualTo("Team " + team);
    assertThat(told.get("call").asInt()).isEqualTo(1);
    assertThat(told.has("offeredAt")).isTrue();
    assertThat(told.get("members").size()).isEqualTo(3);
    assertThat(member(volunteer).get("answer").asString()).isEqualTo("COMES");
    assertThat(member(volunteer).get("said").asString()).isEqualTo("APP");
    assertThat(delivery(volunteer).get("channel").asString()).isEqualTo("STREAM");
    // It rang up: nothing is known of its device but that it was to be told.
    assertThat(member(colleague).get("answer").asString()).isEqualTo("CANNOT");
    assertThat(member(colleague).get("said").asString()).isEqualTo("PHONE");
    assertThat(delivery(colleague).propertyNames())
        .containsExactlyInAnyOrder("channel", "call", "queuedAt");
    assertThat(delivery(nobody).get("failure").asString())
        .isEqualTo("the volunteer has no account");
    assertThat(delivery(nobody).propertyNames())
        .containsExactlyInAnyOrder("channel", "call", "failedAt", "failure");
  }

  @Test
  void eachCallOfATeamIsADeliveryOfItsOwn() {
    offered();
    confirm("CONFIRMED");
    bed.publish(incident.stoodDown(task, team, Cause.COVERED).offered(task, team, 2).events());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(member(volunteer).get("deliveries").size()).isEqualTo(2));
    JsonNode second = member(volunteer).get("deliveries").get(1);
    assertThat(second.get("call").asInt()).isEqualTo(2);
    assertThat(second.has("queuedAt")).isTrue();
    assertThat(second.has("confirmedAt")).isFalse();
    assertThat(deliveries(incident.alertId.toString()).get("tasks").get(0).get("call").asInt())
        .isEqualTo(2);
  }

  @Test
  void theNumberIsAsGoodAsTheIdAndAnotherInstanceKnowsAsMuch() {
    offered();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(delivery(volunteer).has("sentAt")).isTrue();
              assertThat(delivery(volunteer).has("queuedAt")).isTrue();
              assertThat(delivery(nobody).has("failedAt")).isTrue();
            });
    assertThat(deliveries(Integer.toString(number)))
        .isEqualTo(deliveries(incident.alertId.toString()));
    try (RunningServer other = bed.startServer()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                HttpApi.Answer answer = other.get(path(Integer.toString(number)), operator);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json()).isEqualTo(deliveries(Integer.toString(number)));
              });
    }
  }

  @Test
  void whoIsNotResponsibleIsNotTold() {
    offered();
    String elsewhere = bed.operatorToken("3204");
    HttpApi.Answer byId = server.get(path(incident.alertId.toString()), elsewhere);
    assertThat(byId.status()).isEqualTo(403);
    assertThat(byId.json().get("type").asString()).isEqualTo("/problems/out-of-scope");
    // A number that is none in the caller's scope.
    HttpApi.Answer byNumber = server.get(path(Integer.toString(number)), elsewhere);
    assertThat(byNumber.status()).isEqualTo(404);
    for (String role : List.of("operator", "dispatcher", "officer")) {
      String town = bed.issuer().token("a-" + role, Set.of(role), "320371003");
      assertThat(server.get(path(incident.alertId.toString()), town).status()).isEqualTo(200);
    }
    String nowhere =
        bed.issuer().tokenWithClaims(Map.of("sub", "nowhere", "roles", List.of("operator")));
    assertThat(server.get(path(incident.alertId.toString()), nowhere).status()).isEqualTo(403);
  }

  @Test
  void anAlertThatIsNotKnownIs404AndWhatIsNoReference400() {
    HttpApi.Answer unknown = server.get(path(UUID.randomUUID().toString()), operator);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().get("detail").asString()).isEqualTo("There is no such alert.");
    for (String malformed : List.of("nonsense", "9999", "100000000", "1-2-3-4-5")) {
      HttpApi.Answer answer = server.get(path(malformed), operator);
      assertThat(answer.status()).as(malformed).isEqualTo(400);
      assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("id");
    }
  }

  @Test
  void manyTeamsComeByPage() {
    offered();
    List<String> all = new ArrayList<>(List.of(task.toString()));
    for (int i = 0; i < 4; i++) {
      UUID other = UUID.randomUUID();
      all.add(other.toString());
      incident.offered(other, Names.team());
    }
    bed.publish(incident.events());
    await()
        .atMost(PATIENCE)
        .until(() -> deliveries(incident.alertId.toString()).get("tasks").size() == 5);
    assertThat(deliveries(incident.alertId.toString()).has("nextCursor")).isFalse();

    List<String> found = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String more = "";
    do {
      JsonNode page = deliveries(number + "", "?limit=2" + more);
      page.get("tasks").forEach(one -> found.add(one.get("taskId").asString()));
      sizes.add(page.get("tasks").size());
      more = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
    } while (!more.isEmpty());
    assertThat(sizes).containsExactly(2, 2, 1);
    assertThat(found).isEqualTo(all);
    assertThat(deliveries(number + "", "?limit=5").has("nextCursor")).isFalse();
    assertThat(deliveries(number + "", "?limit=200").get("tasks").size()).isEqualTo(5);
    JsonNode beyond = deliveries(number + "", "?cursor=" + Cursor.of(Long.MAX_VALUE));
    assertThat(beyond.get("tasks").size()).isZero();
    assertThat(beyond.has("nextCursor")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=201, limit",
    "limit=-1, limit",
    "limit=, limit",
    "limit=x, limit",
    "limit=99999999999, limit",
    "limit=1&limit=2, limit",
    "cursor=, cursor",
    "cursor=LTE, cursor",
    "cursor=x, cursor",
    "page=2, page"
  })
  void aBadPageNamesItsParameter(String query, String field) {
    HttpApi.Answer answer = server.get(path("40317") + "?" + query, operator);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void anExerciseSaysSo() {
    incident.asAnExercise();
    offered();
    assertThat(deliveries(incident.alertId.toString()).get("exercise").asBoolean()).isTrue();
  }

  private void offered() {
    try (EventStream stream =
        server.stream("/api/stream/me", bed.volunteerToken(volunteer)).awaitLive()) {
      bed.publish(incident.issued().offered(task, team).events());
      stream.awaitType("task.offered.v1");
    }
  }

  private void confirm(String status) {
    assertThat(
            server
                .post(
                    "/api/receipts",
                    bed.volunteerToken(volunteer),
                    "{\"taskId\":\"%s\",\"status\":\"%s\"}".formatted(task, status))
                .status())
        .isEqualTo(204);
  }

  private static String path(String reference) {
    return "/api/alerts/" + reference + "/deliveries";
  }

  private JsonNode deliveries(String reference) {
    return deliveries(reference, "");
  }

  private JsonNode deliveries(String reference, String query) {
    HttpApi.Answer answer = server.get(path(reference) + query, operator);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode member(String volunteerId) {
    for (JsonNode told :
        deliveries(incident.alertId.toString()).get("tasks").get(0).get("members")) {
      if (told.get("volunteerId").asString().equals(volunteerId)) {
        return told;
      }
    }
    throw new AssertionError(volunteerId + " is not there");
  }

  private JsonNode delivery(String volunteerId) {
    JsonNode deliveries = member(volunteerId).get("deliveries");
    assertThat(deliveries.size()).as("of " + volunteerId).isPositive();
    return deliveries.get(0);
  }
}
