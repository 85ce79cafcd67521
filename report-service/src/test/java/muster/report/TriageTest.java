package muster.report;

import static muster.report.Requests.ALERT;
import static muster.report.Requests.ANSWER;
import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.report.ReportEvent;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an officer makes of a report. */
@OnRealServers
class TriageTest {
  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;

  @Test
  void anAnswerReachesTheReporterOnce() {
    String id = service.submit(service.villager(), BIKE);

    Answer done = http.post(triage(id), service.officer(), ANSWER);
    assertThat(done.status()).isEqualTo(200);
    assertThat(http.post(triage(id), service.officer(), ANSWER).json()).isEqualTo(done.json());
    assertThat(http.post(triage(id), service.officer(), ALERT).status()).isEqualTo(409);

    Answer seen = http.get(REPORTS + "/" + id, service.villager());
    assertThat(seen.text("status")).isEqualTo("ANSWERED");
    assertThat(seen.text("answer")).isEqualTo("It was towed");
    assertThat(seen.text("triagedBy")).isEqualTo("officer");
    assertThat(service.awaitEvents(UUID.fromString(id), 2).get(1).version()).isEqualTo(2);
  }

  /** A page drops the events of a stream that its row has in it, and knows when one is missing. */
  @Test
  void aRowHasTheVersionOfTheLastEventThatIsInItInTheListAsAlone() {
    String id = service.submit(service.villager(), BIKE);
    UUID report = UUID.fromString(id);
    assertThat(row(id).path("version").asLong()).isEqualTo(1);
    http.post(REPORTS + "/" + id + "/additions", service.villager(), "{\"text\":\"more\"}");
    assertThat(row(id).path("version").asLong()).isEqualTo(2);
    Answer answered = http.post(triage(id), service.officer(), ANSWER);
    assertThat(answered.json().path("version").asLong()).isEqualTo(3);
    assertThat(row(id)).isEqualTo(http.get(REPORTS + "/" + id, service.officer()).json());

    assertThat(service.awaitEvents(report, 3))
        .extracting(envelope -> envelope.version())
        .containsExactly(1L, 2L, 3L);
    assertThat(service.awaitEvents(report, 3).subList(1, 3))
        .extracting(envelope -> placeOf(envelope.event()))
        .containsOnly(RunningService.XIZHU);
  }

  private JsonNode row(String id) {
    for (JsonNode row : http.get(REPORTS + "?limit=200", service.officer()).json().path("items")) {
      if (row.path("id").asString().equals(id)) {
        return row;
      }
    }
    throw new AssertionError("no row of " + id);
  }

  private static String placeOf(ReportEvent event) {
    return switch (event) {
      case ReportEvent.ReportAddedTo added -> String.valueOf(added.reportJurisdiction());
      case ReportEvent.ReportAnswered answered -> String.valueOf(answered.reportJurisdiction());
      default -> throw new AssertionError(event);
    };
  }

  @Test
  void anAlertIsRequestedWithWhatTheReportSays() {
    String id = service.submit(service.villager(), BIKE);

    Answer done = http.post(triage(id), service.officer(), ALERT);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.text("status")).isEqualTo("ALERT_REQUESTED");
    assertThat(http.post(triage(id), service.officer(), ALERT).status()).isEqualTo(200);
    Answer other = http.post(triage(id), service.officer(), ALERT.replace("Stolen", "Found"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("type")).isEqualTo("/problems/already-triaged");

    assertThat(service.awaitEvents(UUID.fromString(id), 2).get(1).event())
        .isInstanceOfSatisfying(
            ReportEvent.AlertRequested.class,
            requested -> {
              assertThat(requested.category()).isEqualTo(Category.THEFT);
              assertThat(requested.details().headline()).isEqualTo("Stolen e-bike");
              assertThat(requested.details().description())
                  .isEqualTo("My e-bike is gone from the yard");
              assertThat(requested.details().address()).isEqualTo("Xizhu, east gate");
              assertThat(requested.details().location().latitude()).isEqualTo(34.27);
              assertThat(requested.jurisdiction().value()).isEqualTo(RunningService.XIZHU);
              assertThat(requested.teamsNeeded()).isNull();
              assertThat(requested.scope()).hasToString("320371");
            });
  }

  @Test
  void anAlertMayBeAskedForThatNeedsPeopleInsteadOfTeams() {
    String id = service.submit(service.villager(), BIKE);
    String body = ALERT.replaceFirst("\\{", "{\"peopleNeeded\":500,");
    assertThat(http.post(triage(id), service.officer(), body).status()).isEqualTo(200);
    assertThat(http.post(triage(id), service.officer(), body).status()).isEqualTo(200);
    assertThat(http.post(triage(id), service.officer(), ALERT).status())
        .as("that is something else")
        .isEqualTo(409);
    assertThat(service.awaitEvents(UUID.fromString(id), 2).get(1).event())
        .isInstanceOfSatisfying(
            ReportEvent.AlertRequested.class,
            requested -> {
              assertThat(requested.peopleNeeded()).isEqualTo(500);
              assertThat(requested.teamsNeeded()).isNull();
            });
  }

  @Test
  void anAlertNeedsAPlaceFromTheReportOrFromTheOfficer() {
    String id = service.submit(service.villager(), "{\"category\":\"THEFT\",\"text\":\"x\"}");
    assertThat(http.post(triage(id), service.officer(), ALERT).problemFields())
        .containsExactly("location");
    String placed = ALERT.replace("}", ",\"location\":{\"latitude\":34.2,\"longitude\":117.3}}");
    assertThat(http.post(triage(id), service.officer(), placed).status()).isEqualTo(200);
  }

  @Test
  void anAlertOutsideTheOfficersJurisdictionIsRefused() {
    String id = service.submit(service.villager(), BIKE);
    String wider = ALERT.replace("}", ",\"jurisdiction\":\"3203\"}");
    assertThat(http.post(triage(id), service.officer(), wider).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                     | decision",
        "{\"decision\":\"SHRUG\"}                                               | decision",
        "{\"decision\":\"ANSWER\"}                                              | answer",
        "{\"decision\":\"ANSWER\",\"answer\":\"x\",\"headline\":\"y\"}          | headline",
        "{\"decision\":\"ALERT\",\"headline\":\"x\"}                            | severity",
        "{\"decision\":\"ALERT\",\"severity\":\"MINOR\"}                        | headline",
        "{\"decision\":\"ALERT\",\"severity\":\"UNKNOWN\",\"headline\":\"x\"}   | severity",
        "{\"decision\":\"ALERT\",\"severity\":\"MINOR\",\"headline\":\"x\",\"teamsNeeded\":0} |"
            + " teamsNeeded",
        "{\"decision\":\"ALERT\",\"severity\":\"MINOR\",\"headline\":\"x\",\"teamsNeeded\":201} |"
            + " teamsNeeded",
        "{\"decision\":\"ALERT\",\"severity\":\"MINOR\",\"headline\":\"x\",\"peopleNeeded\":0} |"
            + " peopleNeeded",
        "{\"decision\":\"ALERT\",\"severity\":\"MINOR\",\"headline\":\"x\",\"peopleNeeded\":501}|"
            + " peopleNeeded",
        "{\"decision\":\"ALERT\",\"severity\":\"MINOR\",\"headline\":\"x\",\"teamsNeeded\":2,"
            + "\"peopleNeeded\":5} | peopleNeeded"
      })
  void aBadTriageNamesItsField(String body, String field) {
    String id = service.submit(service.villager(), BIKE);
    Answer answer = http.post(triage(id), service.officer(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
    assertThat(http.get(REPORTS + "/" + id, service.officer()).text("status"))
        .isEqualTo("SUBMITTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"decision\":\"ANSWER\",\"answer\":\"a\",\"answer\":\"b\"}"
      })
  void aTriageThatIsNoJsonObjectIsRefused(String body) {
    String id = service.submit(service.villager(), BIKE);
    Answer answer = http.post(triage(id), service.officer(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void aTriageThatIsTooLargeOrOfAnotherTypeIsRefused() {
    String id = service.submit(service.villager(), BIKE);
    Answer tooLarge =
        http.post(triage(id), service.officer(), ANSWER.replace("towed", "t".repeat(66_000)));
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.isProblem()).isTrue();
    Answer plain = http.post(triage(id), service.officer(), ANSWER, "Content-Type", "text/plain");
    assertThat(plain.status()).isEqualTo(415);
    assertThat(plain.isProblem()).isTrue();
    assertThat(http.get(REPORTS + "/" + id, service.officer()).text("status"))
        .isEqualTo("SUBMITTED");
  }

  @Test
  void aHeadlineOf200CharactersIsTakenAndOneMoreIsNot() {
    String id = service.submit(service.villager(), BIKE);
    assertThat(
            http.post(
                    triage(id), service.officer(), ALERT.replace("Stolen e-bike", "h".repeat(201)))
                .problemFields())
        .containsExactly("headline");
    assertThat(
            http.post(
                    triage(id), service.officer(), ALERT.replace("Stolen e-bike", "h".repeat(200)))
                .status())
        .isEqualTo(200);
  }
}
