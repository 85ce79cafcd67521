package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.demo.xuzhou.XuzhouGenerator;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Where jurisdictions lie: imported, and shown on a map of any datum. */
@OnRealServers
class OutlineApiTest {
  private static final String OUTLINES = "/api/jurisdictions/outlines";
  private static final String SQUARE = "[[[117.3,34.2],[117.4,34.2],[117.4,34.3],[117.3,34.2]]]";

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String county = registry.county;

  private Answer load(String token, String... lines) {
    return service.post(
        OUTLINES + "/import", token, "application/x-ndjson", String.join("\n", lines));
  }

  private static String line(String code, String crs, String type, String coordinates) {
    return "{\"code\":\"%s\",%s\"geometry\":{\"type\":\"%s\",\"coordinates\":%s}}"
        .formatted(code, crs.isEmpty() ? "" : "\"crs\":\"" + crs + "\",", type, coordinates);
  }

  private JsonNode map(String query) {
    Answer answer = service.get(OUTLINES + "?within=" + county + query, registry.dispatcher);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/geo+json");
    return answer.json();
  }

  private static JsonNode feature(JsonNode collection, String code) {
    return collection
        .get("features")
        .valueStream()
        .filter(one -> one.get("id").asString().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anOutlineIsShownWithItsDatumAndThePointWhereThereIsNone() {
    assertThat(load(registry.dispatcher, line(county, "WGS84", "Polygon", SQUARE)).status())
        .isEqualTo(200);

    JsonNode all = map("");
    assertThat(all.get("type").asString()).isEqualTo("FeatureCollection");
    assertThat(all.get("crs").asString()).isEqualTo("WGS84");
    assertThat(all.get("features").size()).isEqualTo(3);
    JsonNode outlined = feature(all, county);
    assertThat(outlined.get("type").asString()).isEqualTo("Feature");
    assertThat(outlined.at("/geometry/type").asString()).isEqualTo("MultiPolygon");
    assertThat(outlined.at("/geometry/coordinates").toString()).isEqualTo("[" + SQUARE + "]");
    assertThat(outlined.at("/properties/crs").asString()).isEqualTo("WGS84");
    assertThat(outlined.at("/properties/name").asString()).isEqualTo("县");
    assertThat(outlined.at("/properties/level").asString()).isEqualTo("COUNTY");
    JsonNode point = feature(all, registry.village);
    assertThat(point.at("/geometry/type").asString()).isEqualTo("Point");
    assertThat(point.at("/geometry/coordinates").toString()).isEqualTo("[117.3,34.2]");
    assertThat(point.at("/properties/parentCode").asString()).isEqualTo(county + "001");
    assertThat(point.at("/properties/center").toString()).isEqualTo("[117.3,34.2]");

    assertThat(map("&level=TOWN").get("features").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void onAMapOfAnotherDatumEverythingLiesWhereThatMapHasIt(Crs crs) {
    assertThat(load(registry.dispatcher, line(county, "GCJ02", "Polygon", SQUARE)).status())
        .isEqualTo(200);

    JsonNode shown = map("&crs=" + crs);
    assertThat(shown.get("crs").asString()).isEqualTo(crs.name());
    JsonNode outlined = feature(shown, county);
    assertThat(outlined.at("/properties/crs").asString()).isEqualTo(crs.name());
    JsonNode corner = outlined.at("/geometry/coordinates/0/0/0");
    GeoPoint given = Crs.GCJ02.toWgs84(34.2, 117.3);
    assertThat(
            crs.toWgs84(corner.get(1).asDouble(), corner.get(0).asDouble()).distanceMeters(given))
        .isLessThan(1);
    JsonNode center = feature(shown, registry.village).at("/geometry/coordinates");
    assertThat(
            crs.toWgs84(center.get(1).asDouble(), center.get(0).asDouble())
                .distanceMeters(new GeoPoint(34.2, 117.3)))
        .isLessThan(1);
  }

  @Test
  void anOutlineOfNoKnownDatumIsShownAsItIsAndSaysSo() {
    assertThat(load(registry.dispatcher, line(county, "", "Polygon", SQUARE)).status())
        .isEqualTo(200);

    JsonNode outlined = feature(map("&crs=GCJ02"), county);
    assertThat(outlined.at("/geometry/coordinates").toString()).isEqualTo("[" + SQUARE + "]");
    assertThat(outlined.get("properties").get("crs").isNull()).isTrue();
  }

  @Test
  void aJurisdictionWithoutAPlaceHasAGeometryThatIsNull() {
    Answer registered =
        service.post(
            "/api/jurisdictions",
            registry.dispatcher,
            "{\"code\":\"%s002\",\"name\":\"镇\",\"parentCode\":\"%s\"}".formatted(county, county));
    assertThat(registered.status()).as(registered.toString()).isEqualTo(201);

    JsonNode nowhere = feature(map("&level=TOWN"), county + "002");
    assertThat(nowhere.get("geometry").isNull()).isTrue();
    assertThat(nowhere.get("properties").get("center").isNull()).isTrue();
  }

  @Test
  void whoAcceptsPlainJsonAloneGetsItToo() {
    Answer answer =
        service.http.get(
            OUTLINES + "?within=" + county, registry.dispatcher, "Accept", "application/json");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.json().get("type").asString()).isEqualTo("FeatureCollection");
  }

  @Test
  void whatIsKnownIsNotSentAgainUntilItChanges() {
    assertThat(load(registry.dispatcher, line(county, "WGS84", "Polygon", SQUARE)).status())
        .isEqualTo(200);
    Answer first = service.get(OUTLINES + "?within=" + county, registry.dispatcher);
    assertThat(first.header("Cache-Control")).isEqualTo("max-age=300, private");
    String tag = first.header("ETag");
    assertThat(tag).startsWith("W/");

    Map<String, String> known = Map.of("If-None-Match", tag);
    Answer same =
        service.http.send("GET", OUTLINES + "?within=" + county, registry.dispatcher, null, known);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();

    load(
        registry.dispatcher,
        line(county, "WGS84", "MultiPolygon", "[" + SQUARE + "," + SQUARE + "]"));
    Answer changed =
        service.http.send("GET", OUTLINES + "?within=" + county, registry.dispatcher, null, known);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void anImportSaysWhatItDidAndRepeatingItIsHarmless() {
    String good = line(county, "WGS84", "Polygon", SQUARE);
    Answer first = load(registry.dispatcher, good, line(county + "999", "", "Polygon", SQUARE));
    assertThat(first.json().get("imported").asInt()).isEqualTo(1);
    assertThat(first.json().get("failed").asInt()).isEqualTo(1);
    assertThat(first.json().at("/errors/0/field").asString()).isEqualTo("code");
    assertThat(first.json().at("/errors/0/line").asInt()).isEqualTo(2);

    assertThat(load(registry.dispatcher, good).json().get("unchanged").asInt()).isEqualTo(1);
    assertThat(
            load(registry.dispatcher, line(county, "BD09", "Polygon", SQUARE))
                .json()
                .get("updated")
                .asInt())
        .isEqualTo(1);
    Answer elsewhere = load(service.staff("dispatcher", "3203"), good);
    assertThat(elsewhere.json().get("failed").asInt()).isEqualTo(1);
    assertThat(load(service.staff("operator", county), good).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          code                 | {"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}
          code                 | {"code":"7","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}
          crs                  | {"code":"99","crs":"UTM","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}
          geometry             | {"code":"99"}
          geometry.type        | {"code":"99","geometry":{"coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}
          geometry.type        | {"code":"99","geometry":{"type":"Point","coordinates":[1,1]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon"}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":[]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":"here"}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[1,1]]]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2]]]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,"2"],[1,1]]]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":[[[1,91],[2,1],[2,2],[1,91]]]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":[[[181,1],[2,1],[2,2],[181,1]]]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"Polygon","coordinates":[[[1],[2,1],[2,2],[1]]]}}
          geometry.coordinates | {"code":"99","geometry":{"type":"MultiPolygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}
          surprise             | {"code":"99","surprise":1}
          """)
  void aLineThatIsNoOutlineNamesWhatIsWrong(String field, String line) {
    Answer answer = load(service.staff("dispatcher", "99"), line);
    assertThat(answer.json().get("failed").asInt()).as(answer.toString()).isEqualTo(1);
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "'', within",
    "within=, within",
    "within=7, within",
    "within=9901&level=VALLEY, level",
    "within=9901&crs=UTM, crs",
    "within=9901&within=99, within",
    "within=9901&limit=1, limit"
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = service.get(OUTLINES + "?" + query, registry.dispatcher);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void moreThanAMapBearsAreNotShown() {
    // Past the limits of imports in these tests.
    JdbcClient database = JdbcClient.create(service.database());
    database
        .sql(
            """
            insert into jurisdictions (code, name, version)
            select ? || n, 'v', 1 from generate_series(500000, 505000) n
            """)
        .param(county)
        .update();
    Answer answer = service.get(OUTLINES + "?within=" + county, registry.dispatcher);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly("within");
    assertThat(map("&level=COUNTY").get("features").size()).isEqualTo(1);
    database
        .sql("delete from jurisdictions where code like ? and name = 'v'")
        .param(county + "%")
        .update();
  }

  /** Which are what a demo begins with. */
  @Test
  void theOutlinesOfXuzhouCanBeImported() {
    List<String> lines = XuzhouGenerator.demo().outlineLines().toList();
    assertThat(lines).hasSize(10);
    Stream<String> here =
        IntStream.range(0, lines.size())
            .mapToObj(
                i ->
                    lines
                        .get(i)
                        .replaceFirst("\"code\":\"\\d+\"", "\"code\":\"%s\"".formatted(county)));
    Answer answer = load(registry.dispatcher, here.toArray(String[]::new));
    assertThat(answer.json().get("failed").asInt()).as(answer.toString()).isZero();
    assertThat(feature(map(""), county).at("/geometry/coordinates/0/0").size()).isGreaterThan(20);
  }
}
