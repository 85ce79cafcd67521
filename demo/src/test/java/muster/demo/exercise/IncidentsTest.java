package muster.demo.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.demo.terminal.TerminalTexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IncidentsTest {
  private static final JurisdictionCode XIZHU = new JurisdictionCode("320371003209");
  private static final String REPORTS = "POST /api/reports";
  private static final String REPORT = "GET /api/reports/r1";
  private static final String TRIAGE = "POST /api/reports/r1/triage";
  private static final String ALERTS = "POST /api/alerts";
  private static final String ALERT = "GET /api/alerts/a1";
  private static final String RESOLUTION = "POST /api/alerts/a1/resolution";

  private final AgendaByHand agenda = new AgendaByHand();
  private final SampleServices services;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> said = new ArrayList<>();
  private final Incidents incidents;

  IncidentsTest() throws Exception {
    services = new SampleServices();
    services.answers(REPORTS, 201, "{\"id\":\"r1\"}");
    services.answers(REPORT, 200, "{\"status\":\"SUBMITTED\"}");
    services.answers(ALERTS, 201, "{}");
    Account control = account(Exercise.CONTROL);
    incidents =
        new Incidents(
            agenda,
            services.targets(),
            TerminalTexts.of(Exercise.TEXTS, Locale.ENGLISH),
            control,
            incident -> account(Incidents.residentNamed(7)),
            List.of(
                new Incident.Scene(
                    Beat.of(new GeoPoint(34.29179, 117.34248), XIZHU.value()), XIZHU, "Xizhu")),
            agenda.clock,
            new Random(4),
            said::add);
  }

  private Account account(String name) {
    return new Account(
        client, services.targets().tokens(), agenda.clock, name, Set.of("reporter"), "3203");
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    services.close();
  }

  private void alert(String status, String taskState, String more) {
    services.answers(
        ALERT,
        200,
        """
        {"id":"a1","number":10001,"status":"%s","category":"BRAWL","issuedAt":"%s",
        "tasks":[{"state":"%s"}]%s}
        """
            .formatted(status, agenda.clock.instant(), taskState, more));
  }

  private static PushService.Issued issued(String by) {
    return new PushService.Issued("a1", by, "10001", "Brawl");
  }

  @Test
  void somethingHappensWithinAMinuteAndThenAsOftenAsIsSaid() throws Exception {
    incidents.begin(20);
    agenda.fastForward(Duration.ofMinutes(1));
    assertThat(services.asked(REPORTS).size() + services.asked(ALERTS).size()).isEqualTo(1);

    agenda.fastForward(Duration.ofHours(24));
    // Nothing is left open by these services, so nothing stands in the way.
    assertThat(reported() + services.asked(ALERTS).size()).isBetween(400, 560);
    assertThat(reported() / 480.0).isBetween(0.5, 0.7);
    assertThat(incidents.waitingReports()).isLessThanOrEqualTo(Incidents.MOST_REPORTS);
    assertThat(said).noneMatch(line -> line.contains("refused"));
  }

  /** Not what is asked of one that has been made. */
  private int reported() {
    return (int) services.asked(REPORTS).stream().filter(one -> one.line().equals(REPORTS)).count();
  }

  @Test
  void nothingHappensByItselfWhereNothingIsAskedFor() throws Exception {
    incidents.begin(0);
    agenda.fastForward(Duration.ofHours(24));
    assertThat(services.lines()).isEmpty();
  }

  @Test
  void aReportIsLeftToTheDesksForSomeMinutesAndThenDecided() throws Exception {
    incidents.begin(20);
    while (reported() == 0) {
      agenda.fastForward(Duration.ofSeconds(10));
    }
    agenda.fastForward(Duration.ofMinutes(3));
    assertThat(services.asked(TRIAGE)).isEmpty();
    agenda.fastForward(Duration.ofMinutes(8));
    assertThat(services.asked(TRIAGE)).isNotEmpty();
    assertThat(services.asked(TRIAGE).getFirst().body()).contains("\"decision\":");
  }

  /** The terminal is English here. */
  @Test
  void whatTheTownSaysIsChineseAndItsOfficerIsNobodyOfTheReadme() throws Exception {
    incidents.begin(20);
    agenda.fastForward(Duration.ofHours(6));
    assertThat(said).anyMatch(line -> line.startsWith("report "));
    assertThat(services.asked(TRIAGE)).anyMatch(one -> one.body().contains("ANSWER"));
    services.asked("POST /api").stream()
        .flatMap(
            one ->
                Stream.of("headline", "text", "address", "answer", "description")
                    .map(JsonMapper.shared().readTree(one.body())::path)
                    .filter(JsonNode::isString))
        .forEach(
            text ->
                assertThat(text.asString().replace("Xizhu", ""))
                    .containsPattern("\\p{IsHan}")
                    .doesNotContainPattern("[A-Za-z]"));
    assertThat(services.asked(TRIAGE))
        .allSatisfy(one -> assertThat(subject(one)).isEqualTo("exercise-control"));
  }

  private static String subject(SampleServices.Asked one) {
    byte[] claims = Base64.getUrlDecoder().decode(one.token().split("\\.", -1)[1]);
    return JsonMapper.shared().readTree(claims).path("sub").asString("");
  }

  @Test
  void aReportThatADeskHasTriagedIsLeftAlone() throws Exception {
    services.answers(REPORT, 200, "{\"status\":\"ALERTED\"}");
    incidents.begin(60);
    agenda.fastForward(Duration.ofHours(2));
    assertThat(services.asked(REPORT)).isNotEmpty();
    assertThat(services.asked(TRIAGE)).isEmpty();
  }

  @Test
  void aReportThatADeskHasClaimedIsLeftToItForAWhile() throws Exception {
    services.answers(
        REPORT, 200, "{\"status\":\"SUBMITTED\",\"claim\":{\"account\":\"wang.officer\"}}");
    incidents.begin(20);
    while (reported() == 0) {
      agenda.fastForward(Duration.ofSeconds(10));
    }
    agenda.fastForward(Duration.ofMinutes(20));
    assertThat(services.asked(TRIAGE)).isEmpty();
    agenda.fastForward(Duration.ofMinutes(12));
    assertThat(services.asked(TRIAGE)).isNotEmpty();
  }

  @Test
  void anAlertOfTheExerciseEndsSomeMinutesAfterSomebodyHasCome() throws Exception {
    alert("COVERED", "EN_ROUTE", "");
    incidents.isIssued(issued(Exercise.CONTROL));
    agenda.fastForward(Duration.ofMinutes(5));
    assertThat(services.asked(RESOLUTION)).isEmpty();

    alert("COVERED", "ON_SCENE", "");
    agenda.fastForward(Duration.ofSeconds(110));
    assertThat(services.asked(RESOLUTION)).isEmpty();
    agenda.fastForward(Duration.ofMinutes(6));
    assertThat(services.asked(RESOLUTION)).isNotEmpty();
    assertThat(services.asked(RESOLUTION).getFirst().body())
        .containsAnyOf("PREVENTED", "HANDED_OVER");

    alert("RESOLVED", "RELEASED", "");
    agenda.fastForward(Duration.ofMinutes(1));
    assertThat(incidents.openAlerts()).isZero();
    int looks = services.asked(ALERT).size();
    agenda.fastForward(Duration.ofHours(1));
    assertThat(services.asked(ALERT)).hasSize(looks);
  }

  @Test
  void anAlertOfSomebodyElseIsNotTheExercisesToEnd() throws Exception {
    alert("CALLING", "OFFERED", "");
    incidents.isIssued(issued("zhang.dispatcher"));
    agenda.fastForward(Duration.ofHours(3));
    assertThat(services.asked(RESOLUTION)).isEmpty();
    assertThat(services.asked(ALERT)).isEmpty();
  }

  @Test
  void aServiceThatIsAwayIsAskedAgain() throws Exception {
    services.answers(ALERT, 503, "");
    incidents.isIssued(issued(Exercise.CONTROL));
    agenda.fastForward(Duration.ofMinutes(5));
    alert("CALLING", "OFFERED", "");
    agenda.fastForward(Duration.ofMinutes(21));
    assertThat(services.asked(RESOLUTION)).isNotEmpty();
    assertThat(services.asked(RESOLUTION).getFirst().body()).contains("NOT_FOUND");
  }

  @Test
  void nothingNewIsIssuedWhileEnoughIsOpen() throws Exception {
    for (int n = 0; n < Incidents.MOST_ALERTS; n++) {
      String id = "open-" + n;
      services.answers(
          "GET /api/alerts/" + id,
          200,
          """
          {"id":"%s","status":"CALLING","category":"THEFT","issuedAt":"%s","tasks":[],
          "lead":{"account":"zhang.dispatcher"}}
          """
              .formatted(id, agenda.clock.instant().plus(Duration.ofDays(1))));
      incidents.isIssued(new PushService.Issued(id, Exercise.CONTROL, "1", "x"));
    }
    incidents.begin(60);
    agenda.fastForward(Duration.ofHours(2));
    assertThat(incidents.openAlerts()).isEqualTo(Incidents.MOST_ALERTS);
    assertThat(services.asked(ALERTS).stream().filter(one -> one.line().equals(ALERTS))).isEmpty();
  }
}
