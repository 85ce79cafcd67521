package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@OnRealServers
class JurisdictionApiTest {
  private static final String HEADER = "code,name,level,parent_code,latitude,longitude\n";

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String county = registry.county;
  private final String dispatcher = registry.dispatcher;

  private Answer importCsv(String csv) {
    return service.post("/api/jurisdictions/import", dispatcher, "text/csv", csv);
  }

  @Test
  void aJurisdictionIsRegisteredReadReplacedAndToldOf() {
    String town = county + "002";
    String body =
        """
        {"code":"%s","name":"新镇","level":"TOWN","parentCode":"%s",
         "location":{"latitude":34.3,"longitude":117.4}}
        """
            .formatted(town, county);

    var created = service.post("/api/jurisdictions", dispatcher, body);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/jurisdictions/" + town);
    assertThat(created.json().get("level").asString()).isEqualTo("TOWN");
    assertThat(created.json().get("location").get("crs").asString()).isEqualTo("WGS84");
    assertThat(service.get("/api/jurisdictions/" + town, dispatcher).json())
        .isEqualTo(created.json());
    assertThat(service.post("/api/jurisdictions", dispatcher, body).status()).isEqualTo(409);

    String renamed = body.replace("新镇", "老镇");
    assertThat(service.put("/api/jurisdictions/" + town, dispatcher, renamed).status())
        .isEqualTo(200);
    assertThat(
            service
                .put("/api/jurisdictions/" + town, dispatcher, renamed)
                .json()
                .get("version")
                .asInt())
        .isEqualTo(2);

    try (Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      assertThat(events.await(town, 2).stream().map(Topic::version)).containsExactly(1L, 2L);
      assertThat(events.await(town, 2))
          .extracting(Topic::type)
          .containsOnly("jurisdiction.registered.v1");
    }
    try (Topic snapshots = new Topic(service, Topics.Name.VOLUNTEER_JURISDICTIONS)) {
      var records = snapshots.await(town, 2);
      assertThat(records.stream().map(Topic::version)).containsExactly(1L, 2L);
      JsonNode last = RunningService.JSON.readTree(records.getLast().value());
      assertThat(last.get("name").asString()).isEqualTo("老镇");
      assertThat(last.get("parent").asString()).isEqualTo(county);
      assertThat(last.get("location").get("longitude").asDouble()).isEqualTo(117.4);
    }
  }

  /** The script that has run on the empty database of this test, once more on what is there now. */
  @Test
  void whatWasRegisteredBeforeIsPublishedByTheMigrationAsByAChange() throws Exception {
    String town = county + "004";
    String body = "{\"code\":\"%s\",\"name\":\"偏\\\"镇\",\"parentCode\":\"%s\"}";
    assertThat(
            service.post("/api/jurisdictions", dispatcher, body.formatted(town, county)).status())
        .isEqualTo(201);
    JdbcClient.create(service.database())
        .sql(
            new ClassPathResource("db/migration/R__publish_jurisdictions.sql")
                .getContentAsString(StandardCharsets.UTF_8))
        .update();

    try (Topic snapshots = new Topic(service, Topics.Name.VOLUNTEER_JURISDICTIONS)) {
      for (String code : List.of(county, town)) {
        List<JurisdictionSnapshot> read = new ArrayList<>();
        for (var record : snapshots.await(code, 2)) {
          assertThat(Topic.version(record)).isEqualTo(1);
          var decoded =
              new EventCodec()
                  .decode(
                      JurisdictionSnapshot.class,
                      name -> Topic.header(record, name).getBytes(StandardCharsets.UTF_8),
                      record.value());
          read.add(
              ((EventCodec.Decoded.Readable<JurisdictionSnapshot>) decoded).envelope().event());
        }
        assertThat(read.get(1))
            .usingRecursiveComparison()
            .ignoringFields("at")
            .isEqualTo(read.get(0));
        assertThat(read.get(1).at()).isAfter(read.get(0).at());
      }
    }
  }

  @Test
  void whatDoesNotFitTheCodeIsRefused() {
    assertThat(fieldOf("{\"code\":\"%s2\",\"name\":\"镇\"}")).isEqualTo("code");
    assertThat(fieldOf("{\"code\":\"%s002\",\"name\":\"镇\",\"level\":\"VILLAGE\"}"))
        .isEqualTo("level");
    assertThat(fieldOf("{\"code\":\"%s002\",\"name\":\"镇\",\"level\":\"x\"}")).isEqualTo("level");
    assertThat(fieldOf("{\"code\":\"%s002\",\"name\":\"镇\",\"parentCode\":\"3203\"}"))
        .isEqualTo("parentCode");
    assertThat(fieldOf("{\"code\":\"%1$s777001\",\"name\":\"村\",\"parentCode\":\"%1$s777\"}"))
        .as("the parent is not registered")
        .isEqualTo("parentCode");
  }

  @Test
  void aNameOf100CharactersIsTakenAndOneMoreIsNot() {
    String body = "{\"code\":\"%s003\",\"name\":\"%s\",\"parentCode\":\"%s\"}";
    String path = "/api/jurisdictions/" + county + "003";
    String longest = body.formatted(county, "镇".repeat(100), county);
    String tooLong = body.formatted(county, "镇".repeat(101), county);

    assertThat(service.post("/api/jurisdictions", dispatcher, tooLong).status()).isEqualTo(400);
    var created = service.post("/api/jurisdictions", dispatcher, longest);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    var replaced = service.put(path, dispatcher, tooLong);
    assertThat(replaced.status()).isEqualTo(400);
    assertThat(replaced.json().get("errors").get(0).get("field").asString()).isEqualTo("name");
    assertThat(service.put(path, dispatcher, "[]").status()).isEqualTo(400);
    assertThat(
            service
                .put(path, dispatcher, body.formatted(county, "镇".repeat(30_000), county))
                .status())
        .isEqualTo(413);
  }

  @Test
  void onlyTheTopOfWhatIsRegisteredHasNoParent() {
    String village = "/api/jurisdictions/" + registry.village;
    var before = service.get(village, dispatcher).json();
    assertThat(before.get("parentCode").asString()).isEqualTo(county + "001");
    assertThat(service.get("/api/jurisdictions/" + county, dispatcher).json().has("parentCode"))
        .isFalse();

    assertThat(fieldOf("{\"code\":\"%s060\",\"name\":\"镇\"}")).isEqualTo("parentCode");
    assertThat(fieldOf("{\"code\":\"%s777001\",\"name\":\"村\"}"))
        .as("its town is not registered, its county is")
        .isEqualTo("parentCode");
    var replaced = service.put(village, dispatcher, "{\"name\":\"村\"}");
    assertThat(replaced.status()).as(replaced.body()).isEqualTo(400);
    assertThat(replaced.json().at("/errors/0/field").asString()).isEqualTo("parentCode");
    var imported =
        importCsv(
                HEADER
                    + "%1$s001201,试,VILLAGE,,34.4,118.52\n%1$s,县,COUNTY,,34.2,117.3\n%1$s061,镇,TOWN,%1$s,,\n%1$s061001,村,VILLAGE,,,\n"
                        .formatted(county))
            .json();
    assertThat(imported.at("/errors/0/line").asInt()).as(imported.toString()).isEqualTo(2);
    assertThat(imported.at("/errors/0/field").asString()).isEqualTo("parent_code");
    assertThat(imported.at("/errors/0/message").asString())
        .isEqualTo("is required, since it is in %s001".formatted(county));
    assertThat(imported.at("/errors/1/line").asInt()).isEqualTo(5);
    assertThat(imported.get("failed").asInt()).isEqualTo(2);
    assertThat(imported.get("imported").asInt()).isEqualTo(1);
    assertThat(imported.get("unchanged").asInt()).isEqualTo(1);
    assertThat(service.get(village, dispatcher).json()).isEqualTo(before);
  }

  private String fieldOf(String body) {
    var answer = service.post("/api/jurisdictions", dispatcher, body.formatted(county));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    return answer.json().get("errors").get(0).get("field").asString();
  }

  @Test
  void aListIsFilteredAndPaged() {
    String csv =
        HEADER
            + "%1$s002,甲镇,TOWN,%1$s,,\n%1$s003,乙镇,TOWN,%1$s,,\n%1$s002001,丙村,VILLAGE,%1$s002,,\n"
                .formatted(county);
    assertThat(importCsv(csv).json().get("imported").asInt()).isEqualTo(3);

    assertThat(codes("/api/jurisdictions?parent=" + county))
        .containsExactly(county + "001", county + "002", county + "003");
    assertThat(codes("/api/jurisdictions?level=village&search=" + county))
        .containsExactly(county + "001201", county + "002001");
    assertThat(codes("/api/jurisdictions?parent=" + county + "&search=%E4%B9%99"))
        .containsExactly(county + "003");
    var first = service.get("/api/jurisdictions?limit=2&parent=" + county, dispatcher).json();
    assertThat(
            codes(
                "/api/jurisdictions?limit=2&parent="
                    + county
                    + "&cursor="
                    + first.get("nextCursor").asString()))
        .containsExactly(county + "003");
    assertThat(service.get("/api/jurisdictions?level=planet", dispatcher).status()).isEqualTo(400);
    assertThat(service.get("/api/jurisdictions?parent=1", dispatcher).status()).isEqualTo(400);
  }

  private List<String> codes(String path) {
    var answer = service.get(path, dispatcher);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> codes = new ArrayList<>();
    answer.json().get("items").forEach(item -> codes.add(item.get("code").asString()));
    return codes;
  }

  @Test
  void anImportReportsEachWrongRowAndKeepsTheOthers() {
    var answer =
        importCsv(
            HEADER
                + """
                %1$s004,丁镇,TOWN,%1$s,34.2,117.2
                %1$s005,,TOWN,%1$s,34.2,117.2
                %1$s006,己镇,TOWN,%1$s,north,117.2
                %1$s007,庚镇,TOWN,%1$s,34.2,
                %1$s008,辛镇,CITY,%1$s,,
                %1$s009001,壬村,VILLAGE,%1$s009,,
                3203,徐州市,CITY,,,
                %1$s010,"癸,镇",TOWN,%1$s,,
                """
                    .formatted(county));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().get("imported").asInt()).isEqualTo(2);
    assertThat(answer.json().get("failed").asInt()).isEqualTo(6);
    List<String> errors = new ArrayList<>();
    answer
        .json()
        .get("errors")
        .forEach(
            error -> errors.add(error.get("line").asInt() + " " + error.get("field").asString()));
    assertThat(errors)
        .containsExactlyInAnyOrder(
            "3 name", "4 latitude", "5 longitude", "6 level", "7 parent_code", "8 code");
    assertThat(
            service
                .get("/api/jurisdictions/" + county + "010", dispatcher)
                .json()
                .get("name")
                .asString())
        .isEqualTo("癸,镇");
  }

  @Test
  void zeroZeroIsNoPlaceOfAJurisdiction() {
    String body =
        """
        {"code":"%1$s040","name":"新镇","parentCode":"%1$s","location":%2$s}""";
    var zero =
        service.post(
            "/api/jurisdictions",
            dispatcher,
            body.formatted(county, "{\"latitude\":0,\"longitude\":0,\"crs\":\"BD09\"}"));
    assertThat(zero.status()).as(zero.body()).isEqualTo(400);
    assertThat(zero.json().get("errors").get(0).get("field").asString()).isEqualTo("location");
    var none = service.post("/api/jurisdictions", dispatcher, body.formatted(county, "null"));
    assertThat(none.status()).as(none.body()).isEqualTo(201);
  }

  @Test
  void aTextThatWouldRewriteATerminalIsRefusedInItsRowByItsColumn() {
    var answer =
        importCsv(
            HEADER
                + "%1$s012,\u202e镇,TOWN,%1$s,,\n%1$s013,镇\u001b[2J,TOWN,%1$s,,\n%1$s014,镇,TOWN,%1$s,,\n"
                    .formatted(county));

    assertThat(answer.json().get("imported").asInt()).as(answer.body()).isEqualTo(1);
    List<String> errors = new ArrayList<>();
    answer
        .json()
        .get("errors")
        .forEach(
            error -> errors.add(error.get("line").asInt() + " " + error.get("field").asString()));
    assertThat(errors).containsExactly("2 name", "3 name");
  }

  @Test
  void importingAgainChangesNothing() {
    String csv = HEADER + "%1$s011,镇,TOWN,%1$s,34.2,117.2\n".formatted(county);
    assertThat(importCsv(csv).json().get("imported").asInt()).isEqualTo(1);
    assertThat(importCsv(csv).json().get("unchanged").asInt()).isEqualTo(1);
    assertThat(importCsv(csv.replace("镇", "城")).json().get("updated").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsNoCsvOfThisKindIsMalformed() {
    for (String csv : List.of("", HEADER, "code,name\n1,2\n")) {
      var answer = importCsv(csv);
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.json().get("type").asString()).isEqualTo("/problems/malformed");
    }
  }

  @Test
  void theWholeCityIsMoreThanTheseTestsAllow() {
    String csv = String.join("\n", XuzhouGenerator.city(1, 1, 0).jurisdictionLines().toList());

    var answer =
        service.post(
            "/api/jurisdictions/import", service.staff("officer", "3203"), "text/csv", csv);

    assertThat(answer.status()).as(answer.body()).isEqualTo(413);
    assertThat(answer.json().get("report").get("imported").asInt())
        .isEqualTo(RunningService.IMPORT_LINES);
  }

  @Test
  void aJurisdictionThatNothingStandsInIsRemovedAndToldOf() {
    String town = county + "040";
    String path = "/api/jurisdictions/" + town;
    String body = "{\"code\":\"%s\",\"name\":\"旧镇\",\"parentCode\":\"%s\"}".formatted(town, county);
    assertThat(service.post("/api/jurisdictions", dispatcher, body).status()).isEqualTo(201);

    assertThat(service.delete(path, service.staff("operator", county)).status()).isEqualTo(403);
    assertThat(service.delete(path, service.staff("officer", "3203")).status()).isEqualTo(403);
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(204);
    assertThat(service.get(path, dispatcher).status()).isEqualTo(404);
    assertThat(service.delete(path, dispatcher).status()).isEqualTo(404);
    assertThat(service.delete("/api/jurisdictions/" + county + "4", dispatcher).status())
        .isEqualTo(400);

    var again = service.post("/api/jurisdictions", dispatcher, body);
    assertThat(again.status()).as(again.body()).isEqualTo(201);
    assertThat(again.json().get("version").asInt()).as("it goes on counting").isEqualTo(3);
    try (Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      assertThat(
              events.await(town, 3).stream().map(one -> Topic.type(one) + " " + Topic.version(one)))
          .containsExactly(
              "jurisdiction.registered.v1 1",
              "jurisdiction.removed.v1 2",
              "jurisdiction.registered.v1 3");
    }
    try (Topic snapshots = new Topic(service, Topics.Name.VOLUNTEER_JURISDICTIONS)) {
      var records = snapshots.await(town, 3);
      assertThat(records.get(1).value()).as("a tombstone").isNull();
      assertThat(records.stream().map(Topic::version)).containsExactly(1L, 2L, 3L);
      assertThat(records.getLast().value()).isNotNull();
    }
  }

  @Test
  void aJurisdictionThatSomethingStandsInStaysAndWhatItIsIsSaid() {
    String volunteer = registry.newVolunteer(1);
    for (int number = 2; number <= 5; number++) {
      assertThat(registry.newVolunteer(number)).isNotEmpty();
    }
    String team = registry.newTeam(1, volunteer);

    var town = service.delete("/api/jurisdictions/" + county + "001", dispatcher);
    assertThat(town.status()).isEqualTo(409);
    assertThat(town.json().get("reason").asString()).isEqualTo("OCCUPIED");
    assertThat(town.json().get("detail").asString())
        .isEqualTo(
            "In %s001 there are still 1 jurisdiction (%s), 1 team (%s) and 5 volunteers (%s, ...)."
                .formatted(
                    county,
                    registry.village,
                    team,
                    String.join(
                        ", ", registry.id("v", 1), registry.id("v", 2), registry.id("v", 3))));

    var village = service.delete("/api/jurisdictions/" + registry.village, dispatcher);
    assertThat(village.status()).isEqualTo(409);
    assertThat(village.json().get("detail").asString()).doesNotContain("jurisdiction");
    assertThat(service.get("/api/jurisdictions/" + registry.village, dispatcher).status())
        .isEqualTo(200);
  }

  @Test
  void whoRegistersInAJurisdictionWhileItIsRemovedIsThereOrIsRefused() throws Exception {
    for (int round = 0; round < 10; round++) {
      String town = county + "6%02d".formatted(round);
      String body =
          "{\"code\":\"%s\",\"name\":\"镇\",\"parentCode\":\"%s\"}".formatted(town, county);
      assertThat(service.post("/api/jurisdictions", dispatcher, body).status()).isEqualTo(201);
      String id = registry.id("v", 100 + round);
      try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
        var registered =
            executor.submit(
                () ->
                    service
                        .post("/api/volunteers", dispatcher, Registry.volunteer(id, town))
                        .status());
        var removed =
            executor.submit(
                () -> service.delete("/api/jurisdictions/" + town, dispatcher).status());

        assertThat(List.of(registered.get(), removed.get()))
            .isIn(List.of(201, 409), List.of(400, 204));
      }
    }
  }
}
