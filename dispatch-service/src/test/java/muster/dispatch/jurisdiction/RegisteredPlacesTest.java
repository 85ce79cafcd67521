package muster.dispatch.jurisdiction;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.apiedge.KnownJurisdictions;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent.AlertRequested;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.dispatch.RunningDispatch;
import muster.dispatch.alert.kafka.ReportConsumer;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** While jurisdictions are registered; for other tests none is. */
@OnRealServers
class RegisteredPlacesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String VILLAGE = RunningDispatch.JURISDICTION;
  private static final GeoPoint GATE = new GeoPoint(34.29, 117.34);
  private static final GeoPoint FAR = new GeoPoint(34.6, 117.34);
  private static final Map<String, GeoPoint> REGISTERED =
      Map.of("3203", new GeoPoint(34.26, 117.19), VILLAGE, GATE);

  private final RunningDispatch dispatch = RunningDispatch.shared();

  private static KnownJurisdictions known() {
    return RunningDispatch.shared().context.getBean(KnownJurisdictions.class);
  }

  @BeforeAll
  static void register() {
    REGISTERED.forEach(
        (code, place) ->
            RunningDispatch.shared()
                .publish(
                    new JurisdictionSnapshot(
                        new JurisdictionCode(code), Instant.now(), 1, "西朱村", null, place)));
    await().atMost(PATIENCE).until(() -> known().size() == REGISTERED.size());
  }

  @AfterAll
  static void forget() {
    for (String code : REGISTERED.keySet()) {
      RunningDispatch.shared()
          .send(
              "volunteer.jurisdictions",
              code,
              null,
              Map.of("ce_type", "jurisdiction.snapshot.v1", "ce_id", UUID.randomUUID().toString()));
    }
    await().atMost(PATIENCE).until(() -> known().size() == 0);
  }

  private Answer issue(String body) {
    return dispatch.issue(body, UUID.randomUUID().toString());
  }

  private static void assertRefused(Answer answer, String field, String... words) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
    for (String word : words) {
      assertThat(answer.json().get("detail").asString()).contains(word);
    }
  }

  @Test
  void aCodeThatDoesNotExistIsRefusedWithTheNearestOne() {
    String body = alertBody("THEFT", GATE).replace(VILLAGE, "320371999999");

    assertRefused(issue(body), "jurisdiction", VILLAGE, "西朱村");
    assertRefused(
        dispatch.post("/api/alerts/preview", dispatch.newDispatcher(), body),
        "jurisdiction",
        VILLAGE);
    assertThat(issue(alertBody("THEFT", GATE)).status()).isEqualTo(201);
  }

  /** Who mistypes a code is told so, and not that it is somebody else's. */
  @Test
  void aCodeThatDoesNotExistIsRefusedAsSuchWhoeverSaysItAndOneOfOthersAsTheirs() {
    String nowhere = alertBody("THEFT", GATE).replace(VILLAGE, "999999999999");
    assertRefused(issue(nowhere), "jurisdiction", VILLAGE);
    for (String scope : List.of("3203", "3204", "99")) {
      String dispatcher = dispatch.token("dispatcher", scope);
      assertRefused(
          dispatch.post("/api/alerts/preview", dispatcher, nowhere), "jurisdiction", VILLAGE);
    }
    String stranger = dispatch.token("dispatcher", "3204");
    // Not how far it is either.
    for (GeoPoint place : List.of(GATE, FAR)) {
      Answer theirs = dispatch.post("/api/alerts/preview", stranger, alertBody("THEFT", place));
      assertThat(theirs.status()).as(theirs.body()).isEqualTo(403);
      Answer issued =
          dispatch.send(
              "POST",
              "/api/alerts",
              stranger,
              alertBody("THEFT", place),
              Map.of("Idempotency-Key", UUID.randomUUID().toString()));
      assertThat(issued.status()).as(issued.body()).isEqualTo(403);
    }
  }

  @Test
  void aPlaceFarFromTheJurisdictionIsRefusedUnlessItIsMeant() {
    String body = alertBody("THEFT", FAR);

    assertRefused(issue(body), "location", "34 km", "outside: true");
    assertRefused(
        dispatch.post("/api/alerts/preview", dispatch.newDispatcher(), body), "location", "34 km");
    assertRefused(
        issue(body.replace("{\"category\"", "{\"outside\":false,\"category\"")), "location");
    String meant = body.replace("{\"category\"", "{\"outside\":true,\"category\"");
    assertThat(dispatch.post("/api/alerts/preview", dispatch.newDispatcher(), meant).status())
        .isEqualTo(200);
    assertThat(issue(meant).status()).isEqualTo(201);
  }

  @Test
  void aRunningAlertIsNotMovedFarAwayByMistake() {
    String id = issue(alertBody("THEFT", GATE)).json().get("id").asString();
    String far =
        "{\"location\":{\"latitude\":%s,\"longitude\":%s}}"
            .formatted(FAR.latitude(), FAR.longitude());

    assertRefused(
        dispatch.patch("/api/alerts/" + id, dispatch.dispatcher(), far), "location", "34 km");
    assertThat(dispatch.alert(id).get("location").get("latitude").asDouble())
        .isEqualTo(GATE.latitude());
    Answer meant =
        dispatch.patch(
            "/api/alerts/" + id,
            dispatch.dispatcher(),
            far.replace("{\"location\"", "{\"outside\":true,\"location\""));
    assertThat(meant.status()).as(meant.body()).isEqualTo(200);
    assertThat(meant.json().get("location").get("latitude").asDouble()).isEqualTo(FAR.latitude());
    // What says nothing of the place is not asked about it.
    assertThat(
            dispatch
                .patch("/api/alerts/" + id, dispatch.dispatcher(), "{\"headline\":\"x\"}")
                .status())
        .isEqualTo(200);
  }

  /** What others have decided stands: a record is never refused for its code. */
  @Test
  void aRecordsCodeIsTakenAsItIs() {
    UUID report = UUID.randomUUID();
    dispatch.publish(
        new AlertRequested(
            report,
            Instant.now(),
            "li.officer",
            Instant.now(),
            Category.THEFT,
            new AlertDetails(Severity.MODERATE, "Stolen e-bike", "", FAR, ""),
            new JurisdictionCode("320399999999"),
            null,
            null));

    String path = "/api/alerts/" + ReportConsumer.alertIdOf(report);
    await().atMost(PATIENCE).until(() -> dispatch.get(path, dispatch.dispatcher()).status() == 200);
    JsonNode alert = dispatch.get(path, dispatch.dispatcher()).json();
    assertThat(List.of(alert.get("jurisdiction").asString())).containsExactly("320399999999");
  }
}
