package muster.report;

import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.KnownJurisdictions;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** While jurisdictions are registered; for other tests none is. */
@OnRealServers
class RegisteredPlacesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LIYI = "320371003210";
  private static final Map<String, GeoPoint> REGISTERED =
      Map.of(
          "320371",
          new GeoPoint(34.30, 117.34),
          RunningService.XIZHU,
          new GeoPoint(34.29, 117.34),
          LIYI,
          new GeoPoint(34.335, 117.34));

  private final RunningService service = RunningService.get();

  private static KnownJurisdictions known() {
    return RunningService.get().context.getBean(KnownJurisdictions.class);
  }

  @BeforeAll
  static void register() {
    EventCodec codec = new EventCodec();
    REGISTERED.forEach(
        (code, place) -> {
          EventCodec.Encoded encoded =
              codec.encode(
                  new EventEnvelope<>(
                      UUID.randomUUID(),
                      "/volunteer-service",
                      1,
                      null,
                      new JurisdictionSnapshot(
                          new JurisdictionCode(code), Instant.now(), 1, "Liyi", null, place)));
          RunningService.get()
              .send(encoded.topic(), encoded.key(), encoded.value(), encoded.headers());
        });
    await().atMost(PATIENCE).until(() -> known().size() == REGISTERED.size());
  }

  @AfterAll
  static void forget() {
    for (String code : REGISTERED.keySet()) {
      RunningService.get()
          .send(
              "volunteer.jurisdictions",
              code,
              null,
              Map.of("ce_type", "jurisdiction.snapshot.v1", "ce_id", UUID.randomUUID().toString()));
    }
    await().atMost(PATIENCE).until(() -> known().size() == 0);
  }

  private static String report(String more) {
    return "{\"category\":\"THEFT\",\"text\":\"x\"" + more + "}";
  }

  private static String at(double latitude, double longitude) {
    return ",\"location\":{\"latitude\":%s,\"longitude\":%s}".formatted(latitude, longitude);
  }

  private static String in(String code) {
    return ",\"jurisdiction\":\"" + code + "\"";
  }

  @Test
  void aCodeThatDoesNotExistIsRefusedWithTheNearestOne() {
    Answer placed =
        service.http.post(
            REPORTS, service.villager(), report(in("999999999999") + at(34.33, 117.34)));
    assertThat(placed.status()).as(placed.body()).isEqualTo(400);
    assertThat(placed.problemFields()).containsExactly("jurisdiction");
    assertThat(placed.text("detail")).contains(LIYI);

    Answer unplaced = service.http.post(REPORTS, service.villager(), report(in("320371003208")));
    assertThat(unplaced.status()).isEqualTo(400);
    assertThat(unplaced.text("detail")).contains(RunningService.XIZHU);
    assertThat(
            service
                .http
                .post(REPORTS, service.villager(), report(in("320371")))
                .text("jurisdiction"))
        .isEqualTo("320371");
  }

  @Test
  void aReportWithoutACodeIsRoutedByItsPlaceAndElseByItsReporter() {
    assertThat(
            service
                .http
                .post(REPORTS, service.villager(), report(at(34.33, 117.35)))
                .text("jurisdiction"))
        .isEqualTo(LIYI);
    assertThat(
            service.http.post(REPORTS, service.villager(), report(at(20, 80))).text("jurisdiction"))
        .as("nothing is registered near it")
        .isEqualTo(RunningService.XIZHU);
    assertThat(service.http.post(REPORTS, service.villager(), report("")).text("jurisdiction"))
        .isEqualTo(RunningService.XIZHU);
    String nobody =
        service.issuer.tokenWithClaims(Map.of("sub", "passer-by", "roles", List.of("reporter")));
    assertThat(service.http.post(REPORTS, nobody, report(at(34.29, 117.34))).text("jurisdiction"))
        .isEqualTo(RunningService.XIZHU);
    assertThat(service.http.post(REPORTS, nobody, report("")).problemFields())
        .containsExactly("jurisdiction");
  }

  @Test
  void anAlertIsAskedForWhereThereIsAJurisdictionAndNearItUnlessItIsMeant() {
    String id =
        service.submit(service.villager(), report(in(RunningService.XIZHU) + at(34.6, 117.34)));
    String alert = "{\"decision\":\"ALERT\",\"severity\":\"MODERATE\",\"headline\":\"x\"";

    Answer far = service.http.post(triage(id), service.officer(), alert + "}");
    assertThat(far.status()).as(far.body()).isEqualTo(400);
    assertThat(far.problemFields()).containsExactly("location");
    Answer unknown =
        service.http.post(
            triage(id), service.officer(), alert + ",\"outside\":true" + in("320371999") + "}");
    assertThat(unknown.status()).as(unknown.body()).isEqualTo(400);
    assertThat(unknown.problemFields()).containsExactly("jurisdiction");
    // Of one that there is not nobody is told that it is somebody else's.
    Answer nowhere =
        service.http.post(
            triage(id), service.officer(), alert + in("999999999999") + at(34.33, 117.34) + "}");
    assertThat(nowhere.status()).as(nowhere.body()).isEqualTo(400);
    assertThat(nowhere.problemFields()).containsExactly("jurisdiction");
    assertThat(nowhere.text("detail")).contains(LIYI);
    String townOfficer = service.issuer.token("town", Set.of("officer"), RunningService.XIZHU);
    assertThat(service.http.post(triage(id), townOfficer, alert + in("320371") + "}").status())
        .as("registered, and not the officer's")
        .isEqualTo(403);
    Answer meant = service.http.post(triage(id), service.officer(), alert + ",\"outside\":true}");
    assertThat(meant.status()).as(meant.body()).isEqualTo(200);
  }
}
