package muster.benchmarks.map;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import muster.benchmarks.Aim;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Samples;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import muster.benchmarks.WrongAnswer;
import muster.benchmarks.map.TileRequests.TileRequest;
import muster.benchmarks.selection.FilledIndex;
import muster.benchmarks.selection.Reporters;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.map.MapTile;
import muster.dispatch.map.TileEncoding;
import muster.dispatch.map.TilePicture;
import muster.dispatch.map.command.TeamMap;
import muster.dispatch.map.mvt.VectorTiles;

/**
 * Tiles of the map of all teams and people, drawn, encoded and packed as a request has it, without
 * the way over HTTP. The floor is to pack a tile that is there already.
 */
public final class MapBenchmark {
  private static final JurisdictionCode CITY = new JurisdictionCode("3203");
  private static final int REQUESTS = 4_096;
  private static final int EVERYBODY_ONCE_A_MINUTE = 10_000;
  private static final String PACKING = "packing";
  private static final Aim UNDER_50_MILLISECONDS = new Aim.AtMost(50);
  private static final Aim UNDER_200_KILOBYTES = new Aim.AtMost(200);

  /** Of the zooms at which all tiles together are held against the index. */
  private static final int[] CHECKED_ZOOMS = {0, 6, 9, 12};

  private final Setting setting;
  private final TileEncoding encoding = new VectorTiles();

  public MapBenchmark(Setting setting) {
    this.setting = setting;
  }

  private record Measured(Samples tiles, Samples packing, int largest, int largestPacked) {}

  public Findings run() throws IOException {
    setting.say("city.loading", setting.teams(), setting.teams() * 10);
    FilledIndex city = new FilledIndex(setting.teams());
    TeamMap map = new TeamMap(city::visit, city::isBusy, System::nanoTime);
    List<TileRequest> requests = TileRequests.of(city.teams(), REQUESTS);

    setting.say("map.warm-up");
    var unused = measure(map, requests, setting.quick() ? 0.2 : 10);
    setting.say("map.still");
    Measured still = measure(map, requests, setting.quick() ? 0.5 : 30);
    setting.say("map.moving");
    Measured moving;
    try (Reporters _ = new Reporters(city, EVERYBODY_ONCE_A_MINUTE)) {
      moving = measure(map, requests, setting.quick() ? 0.5 : 30);
    }

    List<Result> results = new ArrayList<>();
    results.addAll(times("still", still));
    results.addAll(times("moving", moving));
    results.add(
        Result.of(
                "map.largest",
                Math.max(still.largest(), moving.largest()) / 1_000.0,
                Unit.KILOBYTES)
            .aimingAt(UNDER_200_KILOBYTES));
    results.add(
        Result.of(
            "map.largest-packed",
            Math.max(still.largestPacked(), moving.largestPacked()) / 1_000.0,
            Unit.KILOBYTES));
    return new Findings(results, List.of(new Check("map.complete", check(city))));
  }

  private static List<Result> times(String how, Measured measured) {
    return List.of(
        Result.of("map." + how + ".p50", measured.tiles().millis(0.5), Unit.MILLISECONDS)
            .beside(PACKING, measured.packing().millis(0.5)),
        Result.of("map." + how + ".p99", measured.tiles().millis(0.99), Unit.MILLISECONDS)
            .beside(PACKING, measured.packing().millis(0.99))
            .aimingAt(UNDER_50_MILLISECONDS),
        Result.of("map." + how + ".max", measured.tiles().maxMillis(), Unit.MILLISECONDS)
            .beside(PACKING, measured.packing().maxMillis()));
  }

  private Measured measure(TeamMap map, List<TileRequest> requests, double seconds)
      throws IOException {
    List<Long> tiles = new ArrayList<>();
    List<Long> packing = new ArrayList<>();
    int largest = 0;
    int largestPacked = 0;
    long end = System.nanoTime() + Duration.ofMillis((long) (1_000 * seconds)).toNanos();
    for (int i = 0; System.nanoTime() < end; i = (i + 1) % requests.size()) {
      TileRequest asked = requests.get(i);
      long begun = System.nanoTime();
      byte[] tile = encoding.encode(map.draw(asked.scope(), asked.tile(), asked.crs()));
      byte[] packed = pack(tile);
      long drawn = System.nanoTime();
      byte[] packedAlone = pack(tile);
      long done = System.nanoTime();
      if (packedAlone.length != packed.length) {
        throw new WrongAnswer("the same tile is packed in two ways");
      }
      tiles.add(drawn - begun);
      packing.add(done - drawn);
      largest = Math.max(largest, tile.length);
      largestPacked = Math.max(largestPacked, packed.length);
    }
    return new Measured(Samples.of(tiles), Samples.of(packing), largest, largestPacked);
  }

  /** As the web server does it. */
  private static byte[] pack(byte[] tile) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tile.length / 2 + 64);
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(tile);
    }
    return bytes.toByteArray();
  }

  /**
   * Every team is in one tile of each zoom, and each zoom has the same people, three at least. On a
   * map of its own: the other's last look may be from when people still moved.
   */
  private static long check(FilledIndex city) {
    TeamMap map = new TeamMap(city::visit, city::isBusy, System::nanoTime);
    long looked = 0;
    int people = -1;
    for (int z : CHECKED_ZOOMS) {
      int teamsInTiles = 0;
      int peopleInTiles = 0;
      MapTile first = TileRequests.tile(new GeoPoint(36.5, 115), z);
      MapTile last = TileRequests.tile(new GeoPoint(32.5, 120), z);
      for (int x = first.x(); x <= last.x(); x++) {
        for (int y = first.y(); y <= last.y(); y++) {
          TilePicture tile = map.draw(CITY, new MapTile(z, x, y), Crs.WGS84);
          looked++;
          teamsInTiles += tile.teams().size();
          teamsInTiles += tile.clusters().stream().mapToInt(TilePicture.Cluster::teams).sum();
          peopleInTiles += tile.people().stream().mapToInt(TilePicture.People::people).sum();
          if (tile.people().stream().anyMatch(cell -> cell.people() < 3)) {
            throw new WrongAnswer("fewer than three people are shown in " + x + "/" + y);
          }
        }
      }
      if (teamsInTiles != city.teams().size()) {
        throw new WrongAnswer(
            "%d teams are in the tiles of zoom %d, there are %d"
                .formatted(teamsInTiles, z, city.teams().size()));
      }
      if (people >= 0 && peopleInTiles != people) {
        throw new WrongAnswer("zoom %d has %d people, not %d".formatted(z, peopleInTiles, people));
      }
      people = peopleInTiles;
    }
    return looked;
  }
}
