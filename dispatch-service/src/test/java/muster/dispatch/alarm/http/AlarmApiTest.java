package muster.dispatch.alarm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent.ReportAnswered;
import muster.dispatch.RunningDispatch;
import muster.testbed.BesideOthers;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What desks do about alarms, and who may. */
@OnRealServers
@BesideOthers
class AlarmApiTest {
  private static final String WHERE = "{\"jurisdiction\":\"320371003209\"}";
  private static final String SHELVING =
      "{\"minutes\":15,\"reason\":\"The road is closed\",\"jurisdiction\":\"320371003209\"}";

  private final RunningDispatch dispatch = RunningDispatch.forAlarms();
  private final AlarmBoard alarms = new AlarmBoard(dispatch);

  /** In the middle of nowhere: it is escalated at once. */
  private String escalated() {
    return dispatch.issue("THEFT", RunningDispatch.newPlace()).get("id").asString();
  }

  @Test
  void anEscalationIsAnAlarmOfTheVillagesAndOneOfTheTownsEachSeenFromAboveOnly() {
    String alert = escalated();
    JsonNode ofVillage = alarms.await("WAVES_USED_UP", alert);
    JsonNode ofTown = alarms.await("ESCALATION_OPEN", alert);

    assertThat(ofVillage.get("priority").asString()).isEqualTo("HIGH");
    assertThat(ofVillage.get("alertId").asString()).isEqualTo(alert);
    assertThat(ofVillage.get("number").asInt())
        .isEqualTo(dispatch.alert(alert).get("number").asInt());
    assertThat(ofVillage.get("jurisdiction").asString()).isEqualTo("320371003209");
    assertThat(ofVillage.get("level").asInt()).isZero();
    assertThat(ofVillage.has("acknowledgement")).isFalse();
    assertThat(ofTown.get("jurisdiction").asString()).isEqualTo("320371003");
    assertThat(seenBy("dispatcher", "320371003209"))
        .contains(id(ofVillage))
        .doesNotContain(id(ofTown));
    assertThat(seenBy("operator", "320371003")).contains(id(ofVillage), id(ofTown));
    assertThat(seenBy("officer", "3204")).doesNotContain(id(ofVillage), id(ofTown));
    String[] parts = id(ofVillage).split(":");
    assertThat(List.of(parts).subList(0, 2)).containsExactly("WAVES_USED_UP", alert);

    Answer accepted =
        dispatch.post(
            "/api/alerts/" + alert + "/escalation/acceptance",
            dispatch.token("officer", "320371003"),
            null);
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(200);
    alarms.awaitGone("ESCALATION_OPEN", alert);
    assertThat(alarms.find("WAVES_USED_UP", alert)).isPresent();
    cancel(alert);
    alarms.awaitGone("WAVES_USED_UP", alert);
    JsonNode unseen = alarms.find("WAVES_USED_UP", alert).orElseThrow();
    assertThat(unseen.has("goneAt")).as("nobody has seen it").isTrue();
    alarms.acknowledge(id(unseen), dispatch.dispatcher(), null);
    assertThat(alarms.find("WAVES_USED_UP", alert)).isEmpty();
    assertThat(alarms.events(id(unseen), 3))
        .containsExactly("alarm.raised.v1", "alarm.gone.v1", "alarm.acknowledged.v1");
  }

  private List<String> seenBy(String role, String jurisdiction) {
    return alarms.list(dispatch.token(role, jurisdiction)).stream().map(AlarmApiTest::id).toList();
  }

  private static String id(JsonNode alarm) {
    return alarm.get("id").asString();
  }

  private void cancel(String alert) {
    Answer answer =
        dispatch.post(
            "/api/alerts/" + alert + "/cancellation",
            dispatch.dispatcher(),
            "{\"reason\":\"found\"}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void whoeverIsFirstAcknowledgesForAllDesksAndARepetitionChangesNothing() {
    String alert = escalated();
    String id = id(alarms.await("WAVES_USED_UP", alert));

    Answer first = alarms.acknowledge(id, dispatch.dispatcher(), null);
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.json().get("acknowledgement").get("account").asString())
        .isEqualTo("dispatcher-1");
    assertThat(first.json().get("acknowledgement").get("name").asString()).isNotBlank();
    Answer again = alarms.acknowledge(id, dispatch.dispatcher(), null);
    assertThat(again.json()).isEqualTo(first.json());
    Answer second = alarms.acknowledge(id, dispatch.token("officer", "3203"), null);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(alarms.find("WAVES_USED_UP", alert).orElseThrow()).isEqualTo(first.json());
    cancel(alert);
    assertThat(alarms.events(id, 3))
        .containsExactly("alarm.raised.v1", "alarm.acknowledged.v1", "alarm.gone.v1");
  }

  @Test
  void aCallForHelpStandsUntilSomebodyHasItInHandAndTheNextOneIsAnotherAlarm() {
    GeoPoint place = RunningDispatch.newPlace();
    dispatch.seedTeams(place, 1, 100);
    JsonNode alert = dispatch.issue("CROWD", place);
    JsonNode task = alert.get("tasks").get(0);
    String taskId = task.get("id").asString();
    dispatch.act(task, "acknowledgement", null);
    dispatch.act(task, "progress", "{\"state\":\"EN_ROUTE\"}");
    dispatch.act(task, "help", "{\"kind\":\"MORE_PEOPLE\"}");
    JsonNode called = alarms.await("HELP_CALLED", taskId);
    assertThat(called.get("priority").asString()).isEqualTo("HIGH");
    assertThat(called.get("alertId").asString()).isEqualTo(alert.get("id").asString());
    alarms.acknowledge(id(called), dispatch.dispatcher(), null);

    Answer inHand =
        dispatch.post(
            "/api/tasks/" + taskId + "/help/acknowledgement", dispatch.dispatcher(), null);
    assertThat(inHand.status()).as(inHand.toString()).isEqualTo(200);
    alarms.awaitGone("HELP_CALLED", taskId);
    dispatch.act(task, "help", "{\"kind\":\"DANGER\"}");

    JsonNode danger = alarms.await("HELP_CALLED", taskId);
    assertThat(id(danger)).isNotEqualTo(id(called));
    assertThat(danger.has("acknowledgement")).isFalse();
    cancel(alert.get("id").asString());
  }

  @Test
  void aReportsAlarmThatPagesHaveFoundIsWrittenDownWithWhatIsDoneAboutItAndEndsWithADecision() {
    UUID report = UUID.randomUUID();
    String id = AlarmBoard.overdue(report);
    Answer shelved = alarms.shelve(id, dispatch.dispatcher(), SHELVING);
    assertThat(shelved.status()).as(shelved.toString()).isEqualTo(200);
    JsonNode shelving = shelved.json().get("shelving");
    assertThat(shelving.get("reason").asString()).isEqualTo("The road is closed");
    assertThat(shelving.get("account").asString()).isEqualTo("dispatcher-1");
    assertThat(Instant.parse(shelving.get("until").asString()))
        .isEqualTo(Instant.parse(shelving.get("at").asString()).plusSeconds(900));
    assertThat(shelved.json().get("reportId").asString()).isEqualTo(report.toString());
    assertThat(shelved.json().get("priority").asString()).isEqualTo("MEDIUM");

    assertThat(alarms.shelve(id, dispatch.dispatcher(), SHELVING).json()).isEqualTo(shelved.json());
    Answer ended = alarms.unshelve(id, dispatch.dispatcher());
    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.json().has("shelving")).isFalse();
    assertThat(alarms.unshelve(id, dispatch.dispatcher()).json()).isEqualTo(ended.json());

    dispatch.publish(
        new ReportAnswered(
            report,
            Instant.now(),
            "officer-1",
            "thank you",
            new JurisdictionCode(RunningDispatch.JURISDICTION)));
    alarms.awaitGone("REPORT_OVERDUE", report.toString());
    assertThat(alarms.events(id, 4))
        .containsExactly(
            "alarm.raised.v1", "alarm.shelved.v1", "alarm.shelving-ended.v1", "alarm.gone.v1");
    Answer late = alarms.shelve(id, dispatch.dispatcher(), SHELVING);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("reason").asString()).isEqualTo("GONE");
  }

  @Test
  void anAwayLeadsAlarmIsWhereItsAlertIsAndOverWithIt() {
    String alert = escalated();
    String id = "LEAD_GONE:" + alert + ":" + UUID.randomUUID();
    Answer elsewhere = alarms.acknowledge(id, dispatch.token("dispatcher", "3204"), null);
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.json().get("type").asString()).isEqualTo("/problems/out-of-scope");
    Answer here = alarms.acknowledge(id, dispatch.dispatcher(), null);
    assertThat(here.status()).as(here.toString()).isEqualTo(200);
    assertThat(here.json().get("alertId").asString()).isEqualTo(alert);
    cancel(alert);
    alarms.awaitGone("LEAD_GONE", alert);
    Answer over =
        alarms.acknowledge(
            "LEAD_GONE:" + alert + ":" + UUID.randomUUID(), dispatch.dispatcher(), null);
    assertThat(over.status()).isEqualTo(409);
  }

  @Test
  void twoPagesThatKnowAReportByDifferentEventsMeanTheSameAlarm() {
    UUID report = UUID.randomUUID();
    String first = AlarmBoard.overdue(report);
    assertThat(alarms.acknowledge(first, dispatch.dispatcher(), WHERE).status()).isEqualTo(200);
    Answer second =
        alarms.acknowledge(
            AlarmBoard.overdue(report), dispatch.token("officer", "320371003209"), WHERE);
    assertThat(second.json().get("id").asString()).isEqualTo(first);
    assertThat(second.json().get("acknowledgement").get("account").asString())
        .isEqualTo("dispatcher-1");
    Answer elsewhere =
        alarms.acknowledge(
            AlarmBoard.overdue(report),
            dispatch.token("dispatcher", "3204"),
            "{\"jurisdiction\":\"3204\"}");
    assertThat(elsewhere.status()).isEqualTo(403);
  }

  @Test
  void aHighOneIsNotShelved() {
    String alert = escalated();
    String id = id(alarms.await("WAVES_USED_UP", alert));
    Answer answer = alarms.shelve(id, dispatch.dispatcher(), SHELVING);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("type").asString()).isEqualTo("/problems/conflict");
    assertThat(answer.json().get("reason").asString()).isEqualTo("PRIORITY");
    cancel(alert);
  }

  @Test
  void whoOnlyWatchesOrIsElsewhereDoesNothingAboutAnAlertsAlarm() {
    String alert = escalated();
    String id = id(alarms.await("WAVES_USED_UP", alert));
    Answer watching = alarms.acknowledge(id, dispatch.token("operator"), null);
    assertThat(watching.status()).isEqualTo(403);
    assertThat(watching.json().get("type").asString()).isEqualTo("/problems/forbidden");
    for (String scope : List.of("3204", "320371003210")) {
      Answer elsewhere = alarms.acknowledge(id, dispatch.token("dispatcher", scope), null);
      assertThat(elsewhere.status()).isEqualTo(403);
      assertThat(elsewhere.json().get("type").asString()).isEqualTo("/problems/out-of-scope");
    }
    String noScope = dispatch.neighbours.issuer().token("d-none", Set.of("dispatcher"), "");
    assertThat(dispatch.get("/api/alarms", noScope).status()).isEqualTo(403);
    assertThat(alarms.find("WAVES_USED_UP", alert).orElseThrow().has("acknowledgement")).isFalse();
    cancel(alert);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"minutes\":10,\"reason\":\"x\"}          | minutes",
        "{\"minutes\":0,\"reason\":\"x\"}           | minutes",
        "{\"reason\":\"x\"}                         | minutes",
        "{\"minutes\":\"5\",\"reason\":\"x\"}       | minutes",
        "{\"minutes\":5}                            | reason",
        "{\"minutes\":5,\"reason\":\" \"}           | reason",
        "{\"minutes\":5,\"reason\":\"x\"}           | jurisdiction",
        "{\"minutes\":5,\"reason\":\"x\",\"jurisdiction\":\"1\"} | jurisdiction",
      })
  void aBadShelvingIsRefusedWithTheField(String body, String field) {
    Answer answer =
        alarms.shelve(AlarmBoard.overdue(UUID.randomUUID()), dispatch.dispatcher(), body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOBODY_REACHED:017f7bb1-772e-7003-8015-daa66d2c7de1:017f7bb1-772e-7003-8015-daa66d2c7de1",
        "STREAM_LOST:desk-1:017f7bb1-772e-7003-8015-daa66d2c7de1",
        "LEAD_GONE:nobody:017f7bb1-772e-7003-8015-daa66d2c7de1",
        "LEAD_GONE:017f7bb1-772e-7003-8015-daa66d2c7de1:017f7bb1-772e-7003-8015-daa66d2c7de1",
        "REPORT_OVERDUE:nothing:017f7bb1-772e-7003-8015-daa66d2c7de1"
      })
  void anAlarmThatThereIsNotIsNotFound(String id) {
    assertThat(alarms.acknowledge(id, dispatch.dispatcher(), WHERE).status()).isEqualTo(404);
    assertThat(alarms.shelve(id, dispatch.dispatcher(), SHELVING).status()).isEqualTo(404);
    assertThat(alarms.unshelve(id, dispatch.dispatcher()).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoIdIsRefusedWithTheField() {
    Answer answer = alarms.acknowledge("nonsense", dispatch.dispatcher(), WHERE);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly("id");
  }

  @Test
  void theListIsReadPageByPageInOneOrder() {
    String place = "320371003208";
    List<String> found =
        Stream.generate(UUID::randomUUID).limit(5).map(AlarmBoard::overdue).toList();
    found.forEach(
        id ->
            assertThat(
                    alarms
                        .acknowledge(
                            id,
                            dispatch.token("dispatcher", place),
                            "{\"jurisdiction\":\"" + place + "\"}")
                        .status())
                .isEqualTo(200));
    String token = dispatch.token("dispatcher", place);
    List<String> whole = seenBy("dispatcher", place);
    assertThat(whole).containsAll(found);

    List<String> read = new ArrayList<>();
    JsonNode page = alarms.page(token, "?limit=2");
    while (page.has("nextCursor")) {
      assertThat(page.get("items")).hasSize(2);
      page.get("items").forEach(alarm -> read.add(id(alarm)));
      page = alarms.page(token, "?limit=2&cursor=" + page.get("nextCursor").asString());
    }
    page.get("items").forEach(alarm -> read.add(id(alarm)));
    assertThat(read).isEqualTo(whole);
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    String id = AlarmBoard.path(AlarmBoard.overdue(UUID.randomUUID()));
    String elsewhere = dispatch.token("dispatcher", "3204");
    return RefusalContract.of(dispatch.http(), dispatch.neighbours.issuer())
        .with(
            RefusedEndpoint.of("GET", "/api/alarms", dispatch.token("operator"))
                .wrongRole(dispatch.token("captain"))
                .outOfScope(dispatch.token("operator", ""))
                .otherMethod("POST", "GET"))
        .with(
            RefusedEndpoint.of("POST", id + "/acknowledgement", dispatch.dispatcher())
                .optionalBody(WHERE)
                .wrongRole(dispatch.token("captain"))
                .outOfScope(elsewhere)
                .otherMethod("GET", "POST"))
        .with(
            RefusedEndpoint.of("POST", id + "/shelving", dispatch.dispatcher())
                .body(SHELVING)
                .text("reason", 500)
                .wrongRole(dispatch.token("captain"))
                .outOfScope(elsewhere)
                .otherMethod("GET", "DELETE, POST"))
        .tests();
  }
}
