package muster.benchmarks.map;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.map.MapTile;

/**
 * What desks ask for: tiles of all zooms where people are, most of them for the whole city, of maps
 * in each datum.
 */
final class TileRequests {
  private static final int NARROWER_ONE_IN = 4;

  /** Prefixes of a village's code: city, county, town. */
  private static final int[] DIGITS = {4, 6, 9};

  private TileRequests() {}

  /** One tile for somebody. */
  record TileRequest(JurisdictionCode scope, MapTile tile, Crs crs) {}

  static List<TileRequest> of(List<TeamSnapshot> teams, int count) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, count).mapToObj(_ -> request(teams, random)).toList();
  }

  private static TileRequest request(List<TeamSnapshot> teams, SplittableRandom random) {
    TeamSnapshot team = teams.get(random.nextInt(teams.size()));
    int digits =
        random.nextInt(NARROWER_ONE_IN) == 0 ? DIGITS[random.nextInt(DIGITS.length)] : DIGITS[0];
    Crs crs = Crs.values()[random.nextInt(Crs.values().length)];
    return new TileRequest(
        new JurisdictionCode(team.jurisdiction().value().substring(0, digits)),
        tile(crs.fromWgs84(team.base()), random.nextInt(MapTile.DEEPEST + 1)),
        crs);
  }

  /** By the usual formula. */
  static MapTile tile(GeoPoint point, int zoom) {
    double phi = Math.toRadians(point.latitude());
    int tiles = 1 << zoom;
    return new MapTile(
        zoom,
        (int) ((point.longitude() + 180) / 360 * tiles),
        (int) ((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2 * tiles));
  }
}
