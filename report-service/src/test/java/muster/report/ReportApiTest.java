package muster.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import muster.contracts.dispatch.Category;
import muster.contracts.report.ReportEvent;
import muster.report.HttpCalls.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealServers
class ReportApiTest {
  private static final String REPORTS = "/api/reports";
  private static final String BIKE =
      """
      {"category":"THEFT","text":"My e-bike is gone from the yard",
       "location":{"latitude":34.27,"longitude":117.35},"address":"Xizhu, east gate"}""";
  private static final String ANSWER =
      """
      {"decision":"ANSWER","answer":"It was towed"}""";
  private static final String ALERT =
      """
      {"decision":"ALERT","severity":"MODERATE","headline":"Stolen e-bike"}""";

  private final RunningService service = RunningService.get();
  private final HttpCalls http = service.http;

  private String submit(String token, String body) {
    Answer answer = http.post(REPORTS, token, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.text("id");
  }

  private static String triage(String id) {
    return REPORTS + "/" + id + "/triage";
  }

  // ---- submit

  @Test
  void aReportIsStoredAnsweredAndPublished() {
    Answer answer = http.post(REPORTS, service.villager(), BIKE);

    assertThat(answer.status()).isEqualTo(201);
    String id = answer.text("id");
    assertThat(answer.headers().firstValue("Location")).contains(REPORTS + "/" + id);
    assertThat(answer.text("status")).isEqualTo("SUBMITTED");
    assertThat(answer.text("jurisdiction")).isEqualTo(RunningService.XIZHU);
    assertThat(answer.text("submittedBy")).isEqualTo("villager");
    assertThat(answer.body().at("/location/crs").asString()).isEqualTo("WGS84");
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(http.get(REPORTS + "/" + id, service.villager()).body()).isEqualTo(answer.body());

    var event = service.awaitEvents(UUID.fromString(id), 1).getFirst();
    assertThat(event.version()).isEqualTo(1);
    assertThat(event.source()).isEqualTo("/report-service");
    assertThat(event.event())
        .isInstanceOfSatisfying(
            ReportEvent.ReportSubmitted.class,
            submitted -> {
              assertThat(submitted.category()).isEqualTo(Category.THEFT);
              assertThat(submitted.at()).isEqualTo(answer.text("submittedAt"));
            });
  }

  @Test
  void aPlaceOfAChineseMapIsStoredWhereItReallyIs() {
    Answer answer =
        http.post(
            REPORTS, service.villager(), BIKE.replace("117.35}", "117.35,\"crs\":\"GCJ02\"}"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().at("/location/latitude").asDouble()).isCloseTo(34.27, within(0.01));
    assertThat(answer.body().at("/location/latitude").asDouble()).isNotEqualTo(34.27);
  }

  @Test
  void theSameKeyAndBodyGiveTheSameAnswerAlsoAfterTheTriage() {
    String key = UUID.randomUUID().toString();
    Answer first = http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", key);
    http.post(triage(first.text("id")), service.officer(), ANSWER);

    Answer again =
        http.post(REPORTS, service.villager(), BIKE.replace(",\n", " ,"), "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefusedAndAnotherAccountMayUseIt() {
    String key = UUID.randomUUID().toString();
    http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", key);
    String other = BIKE.replace("THEFT", "OTHER");

    assertThat(http.post(REPORTS, service.villager(), other, "Idempotency-Key", key).status())
        .isEqualTo(422);
    assertThat(http.post(REPORTS, service.officer(), other, "Idempotency-Key", key).status())
        .isEqualTo(201);
  }

  @Test
  void tenRequestsAtOnceUnderOneKeyMakeOneReport() throws Exception {
    String key = UUID.randomUUID().toString();
    String token = service.villager();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls =
          IntStream.range(0, 10)
              .<Callable<String>>mapToObj(
                  _ -> () -> http.post(REPORTS, token, BIKE, "Idempotency-Key", key).text("id"))
              .toList();
      Set<String> ids = new java.util.HashSet<>();
      for (var future : threads.invokeAll(calls)) {
        ids.add(future.get());
      }
      assertThat(ids).hasSize(1).doesNotContain("");
    }
  }

  @Test
  void aTextOf4000CharactersIsTakenAndOneMoreIsNot() {
    String body = "{\"category\":\"OTHER\",\"text\":\"%s\"}";
    assertThat(http.post(REPORTS, service.villager(), body.formatted("案".repeat(4000))).status())
        .isEqualTo(201);
    Answer refused = http.post(REPORTS, service.villager(), body.formatted("案".repeat(4001)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problemFields()).containsExactly("text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":\"x\"}                                                        | category",
        "{\"category\":\"THEFT\"}                                                | text",
        "{\"category\":\"THEFT\",\"text\":\" \"}                                 | text",
        "{\"category\":\"THEFT\",\"text\":\"a\\u0000b\"}                         | text",
        "{\"category\":\"THEFT\",\"text\":\"a\\ud800b\"}                         | text",
        "{\"category\":\"UFO\",\"text\":\"x\"}                                   | category",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"colour\":\"red\"}              | colour",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"alertId\":\"7\"}               | alertId",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"jurisdiction\":\"32037\"}      | jurisdiction",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":91,\"longitude\":0}} |"
            + " location.latitude",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":1}} |"
            + " location.longitude",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":1,\"longitude\":1,"
            + "\"crs\":\"MARS\"}} | location.crs",
        "{\"category\":\"THEFT\",\"text\":\"x\",\"location\":{\"latitude\":1,\"longitude\":1,"
            + "\"height\":2}} | location.height"
      })
  void aBadFieldIsNamed(String body, String field) {
    Answer answer = http.post(REPORTS, service.villager(), body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.problemFields()).containsExactly(field);
    assertThat(answer.text("type")).isEqualTo("/problems/validation");
    assertThat(answer.text("instance")).isEqualTo(REPORTS);
  }

  @Test
  void anAddressOf300CharactersIsTakenAndOneMoreIsNot() {
    String body = "{\"category\":\"OTHER\",\"text\":\"x\",\"address\":\"%s\"}";
    assertThat(http.post(REPORTS, service.villager(), body.formatted("a".repeat(300))).status())
        .isEqualTo(201);
    assertThat(
            http.post(REPORTS, service.villager(), body.formatted("a".repeat(301))).problemFields())
        .containsExactly("address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{\"category\":\"THEFT\",\"text\":7,}"})
  void whatIsNoJsonObjectIsRefused(String body) {
    Answer answer = http.post(REPORTS, service.villager(), body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void aBodyOver64KiBIsTooLarge() {
    String body = "{\"category\":\"OTHER\",\"text\":\"%s\"}".formatted("a".repeat(66_000));
    Answer answer = http.post(REPORTS, service.villager(), body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void anotherContentTypeIsRefused() {
    Answer answer = http.postAs("text/plain", REPORTS, service.villager(), BIKE);
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void aKeyThatIsTooLongIsRefused() {
    assertThat(
            http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", "k".repeat(128))
                .status())
        .isEqualTo(201);
    assertThat(
            http.post(REPORTS, service.villager(), BIKE, "Idempotency-Key", "k".repeat(129))
                .problemFields())
        .containsExactly("Idempotency-Key");
  }

  @Test
  void anAccountWithoutAJurisdictionHasToNameOne() {
    String nobody = service.issuer.token("nobody", Set.of("reporter"), "");
    assertThat(http.post(REPORTS, nobody, BIKE).problemFields()).containsExactly("jurisdiction");
    assertThat(
            http.post(
                    REPORTS,
                    nobody,
                    "{\"category\":\"OTHER\",\"text\":\"x\",\"jurisdiction\":\"320371\"}")
                .status())
        .isEqualTo(201);
  }

  // ---- who may what

  @Test
  void everyAddressNeedsAGoodToken() {
    String id = submit(service.villager(), BIKE);
    Set<String> roles = Set.of("officer");
    List<@org.jspecify.annotations.Nullable String> bad =
        java.util.Arrays.asList(
            null,
            "nonsense",
            service.issuer.expiredToken("officer", roles, "32"),
            service.issuer.forgedToken("officer", roles, "32"),
            service.issuer.tokenOfAnotherIssuer("officer", roles, "32"),
            service.issuer.tokenForAnotherAudience("officer", roles, "32"));
    for (String token : bad) {
      for (Answer answer :
          List.of(
              http.post(REPORTS, token, BIKE),
              http.get(REPORTS, token),
              http.get(REPORTS + "/" + id, token),
              http.post(triage(id), token, ANSWER))) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
      }
    }
  }

  @Test
  void aReportIsSeenByItsReporterAndByTheStaffOfItsJurisdiction() {
    String id = submit(service.villager(), BIKE);
    String path = REPORTS + "/" + id;
    String neighbour = service.issuer.token("neighbour", Set.of("reporter"), RunningService.XIZHU);
    String volunteer = service.issuer.token("v-1", Set.of("volunteer"), "3203");

    assertThat(http.get(path, service.villager()).status()).isEqualTo(200);
    assertThat(http.get(path, service.officer()).status()).isEqualTo(200);
    assertThat(http.get(path, service.operator()).status()).isEqualTo(200);
    for (String token : List.of(neighbour, volunteer, service.officerElsewhere())) {
      Answer hidden = http.get(path, token);
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.isProblem()).isTrue();
    }
  }

  @Test
  void anUnknownIdIsNotFoundAndOneThatIsNoIdIsNamed() {
    assertThat(http.get(REPORTS + "/" + UUID.randomUUID(), service.officer()).status())
        .isEqualTo(404);
    assertThat(http.post(triage(UUID.randomUUID().toString()), service.officer(), ANSWER).status())
        .isEqualTo(404);
    assertThat(http.get(REPORTS + "/7", service.officer()).problemFields()).containsExactly("id");
  }

  @Test
  void triageIsForOfficersAndDispatchersOfTheJurisdiction() {
    String id = submit(service.villager(), BIKE);
    for (String token :
        List.of(service.villager(), service.operator(), service.officerElsewhere())) {
      Answer refused = http.post(triage(id), token, ANSWER);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.isProblem()).isTrue();
    }
    String dispatcher = service.issuer.token("d", Set.of("dispatcher"), "3203");
    assertThat(http.post(triage(id), dispatcher, ANSWER).status()).isEqualTo(200);
  }

  // ---- list

  @Test
  void staffListTheirScopePageByPageAndNewestFirst() {
    String town = "320322" + "%03d".formatted(new java.util.Random().nextInt(1000));
    String body = "{\"category\":\"%s\",\"text\":\"x\",\"jurisdiction\":\"" + town + "\"}";
    String first = submit(service.villager(), body.formatted("THEFT"));
    String second = submit(service.villager(), body.formatted("OTHER"));
    String third = submit(service.villager(), body.formatted("THEFT"));
    String officer = service.issuer.token("o2", Set.of("officer"), town);

    Answer page = http.get(REPORTS + "?limit=2", officer);
    assertThat(ids(page)).containsExactly(third, second);
    Answer rest = http.get(REPORTS + "?limit=2&cursor=" + page.text("nextCursor"), officer);
    assertThat(ids(rest)).containsExactly(first);
    assertThat(rest.body().has("nextCursor")).isFalse();

    assertThat(ids(http.get(REPORTS + "?category=THEFT", officer))).containsExactly(third, first);
    http.post(triage(second), officer, ANSWER);
    assertThat(ids(http.get(REPORTS + "?status=ANSWERED", officer))).containsExactly(second);
    assertThat(ids(http.get(REPORTS + "?jurisdiction=320322", service.operator())))
        .contains(first, second, third);
    assertThat(ids(http.get(REPORTS, service.officerElsewhere()))).doesNotContain(first);
  }

  @Test
  void aReporterListsTheirOwn() {
    String me = service.issuer.token(UUID.randomUUID().toString(), Set.of("reporter"), "3203");
    submit(service.villager(), BIKE);
    String mine = submit(me, BIKE);
    assertThat(ids(http.get(REPORTS, me))).containsExactly(mine);
    assertThat(ids(http.get(REPORTS + "?jurisdiction=3203&status=ANSWERED", me))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=201,limit",
    "limit=x,limit",
    "status=LOST,status",
    "category=UFO,category",
    "cursor=x,cursor",
    "jurisdiction=1,jurisdiction"
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = http.get(REPORTS + "?" + query, service.officer());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void theLongestPageHas200AndStaffAskForTheirJurisdictionOnly() {
    assertThat(http.get(REPORTS + "?limit=200", service.officer()).status()).isEqualTo(200);
    assertThat(http.get(REPORTS + "?jurisdiction=320382", service.officer()).status())
        .isEqualTo(403);
  }

  private static List<String> ids(Answer page) {
    return page.body().path("items").valueStream().map(item -> item.path("id").asString()).toList();
  }

  // ---- triage

  @Test
  void anAnswerReachesTheReporterOnce() {
    String id = submit(service.villager(), BIKE);

    Answer done = http.post(triage(id), service.officer(), ANSWER);
    assertThat(done.status()).isEqualTo(200);
    assertThat(http.post(triage(id), service.officer(), ANSWER).body()).isEqualTo(done.body());
    assertThat(http.post(triage(id), service.officer(), ALERT).status()).isEqualTo(409);

    Answer seen = http.get(REPORTS + "/" + id, service.villager());
    assertThat(seen.text("status")).isEqualTo("ANSWERED");
    assertThat(seen.text("answer")).isEqualTo("It was towed");
    assertThat(seen.text("triagedBy")).isEqualTo("officer");
    assertThat(service.awaitEvents(UUID.fromString(id), 2).get(1).version()).isEqualTo(2);
  }

  @Test
  void anAlertIsRequestedWithWhatTheReportSays() {
    String id = submit(service.villager(), BIKE);

    Answer done = http.post(triage(id), service.officer(), ALERT);
    assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
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
            });
  }

  @Test
  void anAlertNeedsAPlaceFromTheReportOrFromTheOfficer() {
    String id = submit(service.villager(), "{\"category\":\"THEFT\",\"text\":\"x\"}");
    assertThat(http.post(triage(id), service.officer(), ALERT).problemFields())
        .containsExactly("location");
    String placed = ALERT.replace("}", ",\"location\":{\"latitude\":34.2,\"longitude\":117.3}}");
    assertThat(http.post(triage(id), service.officer(), placed).status()).isEqualTo(200);
  }

  @Test
  void anAlertOutsideTheOfficersJurisdictionIsRefused() {
    String id = submit(service.villager(), BIKE);
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
            + " teamsNeeded"
      })
  void aBadTriageNamesItsField(String body, String field) {
    String id = submit(service.villager(), BIKE);
    Answer answer = http.post(triage(id), service.officer(), body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
    assertThat(http.get(REPORTS + "/" + id, service.officer()).text("status"))
        .isEqualTo("SUBMITTED");
  }

  @Test
  void aHeadlineOf200CharactersIsTakenAndOneMoreIsNot() {
    String id = submit(service.villager(), BIKE);
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

  // ---- what needs no token

  @Test
  void theApiDescribesItselfAndTellsWhenItCanWork() {
    Answer description = http.get("/v3/api-docs", null);
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.body().path("paths").propertyNames())
        .contains(REPORTS, REPORTS + "/{id}", REPORTS + "/{id}/triage");
    assertThat(description.body().at("/components/securitySchemes/token/scheme").asString())
        .isEqualTo("bearer");
    assertThat(http.get("/actuator/health/readiness", null).text("status")).isEqualTo("UP");
    assertThat(http.get("/nowhere", service.officer()).status()).isEqualTo(403);
    assertThat(http.get("/api/nowhere", service.officer()).isProblem()).isTrue();
  }
}
