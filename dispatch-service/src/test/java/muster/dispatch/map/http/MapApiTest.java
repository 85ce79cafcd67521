package muster.dispatch.map.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.dispatch.map.DecodedTile;
import muster.dispatch.map.DecodedTile.Feature;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@OnRealServers
class MapApiTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RunningDispatch dispatch = RunningDispatch.shared();

  /** Of the usual formula, written down once more. */
  private static String path(GeoPoint point, int z) {
    double phi = Math.toRadians(point.latitude());
    int tiles = 1 << z;
    int x = (int) Math.floor((point.longitude() + 180) / 360 * tiles);
    int y =
        (int) Math.floor((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2 * tiles);
    return "/api/map/teams/%d/%d/%d.mvt".formatted(z, x, y);
  }

  private HttpResponse<byte[]> get(String path, String token, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(dispatch.http().base().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** When the next look has been taken, which has them. */
  private DecodedTile await(String path, String token, List<String> teams) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              HttpResponse<byte[]> answer = get(path, token);
              return answer.statusCode() == 200
                  ? DecodedTile.of(answer.body())
                  : DecodedTile.of(new byte[0]);
            },
            tile -> ids(tile).containsAll(teams));
  }

  private static List<String> ids(DecodedTile tile) {
    return tile.features("teams").stream().map(team -> team.text("id")).toList();
  }

  @Test
  void aDispatcherSeesTheTeamsAndHowManyPeopleAreOnDuty() {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeam(place, RunningDispatch.newPeople(4));
    DecodedTile tile = await(path(place, 14), dispatch.dispatcher(), List.of(team));

    Feature shown =
        tile.features("teams").stream()
            .filter(one -> one.text("id").equals(team))
            .findFirst()
            .orElseThrow();
    assertThat(shown.text("name")).isEqualTo("Team " + team);
    assertThat(shown.number("onDuty")).isEqualTo(4);
    assertThat(shown.text("state")).isEqualTo("FREE");
    assertThat(tile.features("people")).singleElement().matches(cell -> cell.number("people") == 4);
    assertThat(tile.features("clusters")).isEmpty();
  }

  @Test
  void twoPeopleOnDutyAreNotShown() {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeam(place, RunningDispatch.newPeople(2));
    DecodedTile tile = await(path(place, 14), dispatch.dispatcher(), List.of(team));

    assertThat(tile.features("people")).isEmpty();
  }

  @Test
  void aCalledTeamIsTaskedAtOnceAndShownAtAnyZoom() throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeam(place, RunningDispatch.newPeople(3));
    var unused = await(path(place, 14), dispatch.dispatcher(), List.of(team));
    assertThat(ids(DecodedTile.of(get(path(place, 9), dispatch.dispatcher()).body())))
        .doesNotContain(team);

    assertThat(RunningDispatch.calledTeams(dispatch.issue("THEFT", place))).containsExactly(team);

    for (int z : new int[] {14, 9}) {
      DecodedTile tile = DecodedTile.of(get(path(place, z), dispatch.dispatcher()).body());
      assertThat(tile.features("teams"))
          .filteredOn(one -> one.text("id").equals(team))
          .singleElement()
          .matches(one -> one.text("state").equals("TASKED"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTileIsOfTheMapWhoseDatumIsAskedFor(Crs crs) {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeam(place, RunningDispatch.newPeople(3));
    String path = path(crs.fromWgs84(place), 16) + "?crs=" + crs;

    assertThat(ids(await(path, dispatch.dispatcher(), List.of(team)))).contains(team);
  }

  @Test
  void outsideTheScopeThereIsNothingAsWhereThereIsNothing() throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeam(place, RunningDispatch.newPeople(3));
    var unused = await(path(place, 14), dispatch.dispatcher(), List.of(team));

    HttpResponse<byte[]> elsewhere = get(path(place, 14), dispatch.token("dispatcher", "320302"));
    HttpResponse<byte[]> atSea = get(path(new GeoPoint(-40, -20), 14), dispatch.dispatcher());
    for (HttpResponse<byte[]> empty : List.of(elsewhere, atSea)) {
      assertThat(empty.statusCode()).isEqualTo(204);
      assertThat(empty.body()).isEmpty();
      assertThat(empty.headers().firstValue("Cache-Control")).contains("max-age=5, private");
    }
    assertThat(
            ids(
                DecodedTile.of(
                    get(path(place, 14), dispatch.token("operator", "320371003")).body())))
        .contains(team);
  }

  @Test
  void aTileThatIsKnownIsNotSentAgain() throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    String team = dispatch.seedTeam(place, RunningDispatch.newPeople(3));
    var unused = await(path(place, 15), dispatch.dispatcher(), List.of(team));
    HttpResponse<byte[]> first = get(path(place, 15), dispatch.dispatcher());

    assertThat(first.headers().firstValue("Content-Type"))
        .contains("application/vnd.mapbox-vector-tile");
    assertThat(first.headers().firstValue("Cache-Control")).contains("max-age=5, private");
    assertThat(first.headers().allValues("Vary").toString()).contains("Cookie");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> same = get(path(place, 15), dispatch.dispatcher(), "If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    HttpResponse<byte[]> other =
        get(path(place, 15), dispatch.dispatcher(), "If-None-Match", "W/\"0\"");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).isEqualTo(first.body());
  }

  @Test
  void aLargeTileIsPackedForWhoAsks() throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    // Within 30 m, which the map rounds to one place: all of them are in the same tile.
    List<String> teams = dispatch.seedTeams(place, 30, 1);
    DecodedTile plain = await(path(place, 12), dispatch.dispatcher(), teams);
    HttpResponse<byte[]> packed =
        get(path(place, 12), dispatch.dispatcher(), "Accept-Encoding", "gzip");

    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(DecodedTile.of(unpacked.readAllBytes()).features("teams"))
          .hasSameSizeAs(plain.features("teams"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/map/teams/17/0/0.mvt, z",
    "/api/map/teams/-1/0/0.mvt, z",
    "/api/map/teams/deep/0/0.mvt, z",
    "/api/map/teams/3/8/0.mvt, x",
    "/api/map/teams/3/-1/0.mvt, x",
    "/api/map/teams/3/east/0.mvt, x",
    "/api/map/teams/3/0/8.mvt, y",
    "/api/map/teams/3/0/-1.mvt, y",
    "/api/map/teams/3/0/99999999999.mvt, y",
    "/api/map/teams/3/0/0.mvt?crs=EPSG:3857, crs",
    "/api/map/teams/3/0/0.mvt?datum=WGS84, datum"
  })
  void whatIsNoTileIsNamed(String path, String field) {
    Answer answer = dispatch.get(path, dispatch.dispatcher());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void bothNumbersThatAreWrongAreNamed() {
    assertThat(dispatch.get("/api/map/teams/0/1/1.mvt", dispatch.dispatcher()).problemFields())
        .containsExactly("x", "y");
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    return RefusalContract.of(dispatch.http(), dispatch.neighbours.issuer())
        .with(
            RefusedEndpoint.of("GET", "/api/map/teams/0/0/0.mvt", dispatch.dispatcher())
                .wrongRole(dispatch.token("captain"))
                .outOfScope(dispatch.token("operator", ""))
                .otherMethod("POST", "GET"))
        .tests();
  }
}
