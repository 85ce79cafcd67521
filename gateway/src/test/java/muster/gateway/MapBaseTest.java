package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import muster.gateway.map.MapBaseSettings;
import muster.localstack.FreePorts;
import muster.preflight.StartRefused;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** On what the pages draw their map, and what they may ask another host for it. */
@OnRealServers
class MapBaseTest {
  private static final String PATH = "/api/map/base";
  private static final String TILES = "https://tiles.example.org/{z}/{x}/{y}.png";

  private final RunningGateway gateway = RunningGateway.get();

  private static Map<String, String> raster(String url) {
    return Map.of(
        "muster.map.base.kind", "raster",
        "muster.map.base.url", url,
        "muster.map.base.datum", "GCJ02",
        "muster.map.base.attribution", "\u00a9 Example",
        "muster.map.base.approval", "GS(2024)0001",
        "muster.map.base.min-zoom", "3",
        "muster.map.base.max-zoom", "17");
  }

  private static void check(Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("muster.map.base.kind", "none");
    all.put("muster.map.base.min-zoom", "0");
    all.put("muster.map.base.max-zoom", "18");
    all.putAll(settings);
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", all));
    MapBaseSettings.check(environment);
  }

  @Test
  void asItComesThereIsNone() {
    Answer base = gateway.signedIn("map-none", "dispatcher").get(PATH);
    assertThat(base.status()).isEqualTo(200);
    assertThat(base.body()).isEqualTo("{\"kind\":\"none\"}");
    assertThat(base.header("Cache-Control")).contains("no-store");
    assertThat(base.header("Content-Security-Policy")).contains("connect-src 'self';");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dispatcher", "officer", "operator", "captain", "volunteer", "reporter"})
  void whoeverIsSignedInMayKnowByTokenAsWell(String role) {
    assertThat(gateway.http.get(PATH, gateway.token("map-" + role, role)).status()).isEqualTo(200);
  }

  @Test
  void nobodyElseIsToldAndParametersAreRefused() {
    assertThat(gateway.browser().get(PATH).status()).isEqualTo(401);
    String token = gateway.token("map-asks", "dispatcher");
    assertThat(gateway.http.get(PATH, "x.y.z").status()).isEqualTo(401);
    assertThat(gateway.http.get(PATH + "?kind=raster", token).status()).isEqualTo(400);
    assertThat(gateway.http.post(PATH, token, "{}").status()).isEqualTo(405);
    // What lies beside it is dispatch-service's.
    assertThat(gateway.http.get(PATH + "/x", token).status()).isEqualTo(200);
  }

  @Test
  void aBaseOfAnotherHostIsToldAndThatHostAloneMayBeAsked() {
    int port = FreePorts.next();
    try (var _ = gateway.start(port, raster(TILES))) {
      Answer base = new HttpApi(port).get(PATH, gateway.token("map-external", "dispatcher"));
      assertThat(base.text("kind")).isEqualTo("raster");
      assertThat(base.text("url")).isEqualTo(TILES);
      assertThat(base.text("datum")).isEqualTo("GCJ02");
      assertThat(base.text("attribution")).isEqualTo("\u00a9 Example");
      assertThat(base.text("approval")).isEqualTo("GS(2024)0001");
      assertThat(base.json().path("minZoom").asInt()).isEqualTo(3);
      assertThat(base.json().path("maxZoom").asInt()).isEqualTo(17);
      assertThat(base.headers().allValues("Content-Security-Policy"))
          .containsExactly(
              "default-src 'self'; img-src 'self' data: blob: https://tiles.example.org; style-src"
                  + " 'self'; worker-src 'self'; connect-src 'self' https://tiles.example.org;"
                  + " frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action"
                  + " 'self'");
    }
  }

  @Test
  void aBaseOfThisOriginOpensThePagesToNobody() {
    int port = FreePorts.next();
    try (var _ =
        gateway.start(
            port,
            Map.of(
                "muster.map.base.kind", "vector",
                "muster.map.base.url", "/map/xuzhou.pmtiles",
                "muster.map.base.datum", "WGS84",
                "muster.map.base.attribution", "Example"))) {
      Answer base = new HttpApi(port).get(PATH, gateway.token("map-own", "operator"));
      assertThat(base.text("kind")).isEqualTo("vector");
      assertThat(base.json().has("approval")).isFalse();
      assertThat(base.json().path("maxZoom").asInt()).isEqualTo(18);
      assertThat(base.header("Content-Security-Policy")).doesNotContain("https:");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "ftp://tiles.example.org/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://user@tiles.example.org/{z}/{x}/{y}.png",
        "https://*.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org; script-src *;/{z}/{x}/{y}.png",
        "https://tiles.example.org'/{z}/{x}/{y}.png",
        "https://tiles.example.org//{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "/tiles/{z}/{x} {y}.png",
        "/tiles",
        "tiles/{z}/{x}/{y}.png",
        ""
      })
  void anAddressThatCannotBeUsedIsRefusedAtTheStart(String url) {
    assertThatThrownBy(() -> check(raster(url)))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> assertThat(refused.refusals().toString()).contains("MUSTER_MAP_BASE_URL"));
  }

  @ParameterizedTest
  @CsvSource({
    "kind, tiles, KIND",
    "kind, '', KIND",
    "datum, '', DATUM",
    "datum, BD09, DATUM",
    "attribution, '', ATTRIBUTION",
    "max-zoom, 25, MAXZOOM",
    "max-zoom, 2, MAXZOOM",
    "min-zoom, -1, MAXZOOM"
  })
  void whatElseCannotBeUsedIsNamed(String setting, String value, String named) {
    Map<String, String> settings = new HashMap<>(raster(TILES));
    settings.put("muster.map.base." + setting, value);
    assertThatThrownBy(() -> check(settings))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused ->
                assertThat(refused.refusals().toString()).contains("MUSTER_MAP_BASE_" + named));
  }

  @Test
  void whatCanBeUsedIsTaken() {
    check(Map.of());
    check(raster(TILES));
    check(raster("/tiles/{z}/{x}/{y}@2x.png?style=plain"));
    check(raster("https://tiles.example.org:8443/map/xuzhou.pmtiles"));
    Map<String, String> edge = new HashMap<>(raster(TILES));
    edge.put("muster.map.base.min-zoom", "24");
    edge.put("muster.map.base.max-zoom", "24");
    check(edge);
  }
}
