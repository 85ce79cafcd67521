package muster.dispatch.map.mvt;

import java.util.LinkedHashMap;
import java.util.Map;
import muster.dispatch.map.MapTile;
import muster.dispatch.map.TileEncoding;
import muster.dispatch.map.TilePicture;
import no.ecc.vectortile.VectorTileEncoder;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Mapbox Vector Tiles 2.1 with the layers {@value #TEAMS}, {@value #CLUSTERS} and {@value #PEOPLE},
 * all of points. A layer with nothing in it is left out.
 */
public final class VectorTiles implements TileEncoding {
  static final String TEAMS = "teams";
  static final String CLUSTERS = "clusters";
  static final String PEOPLE = "people";

  private final GeometryFactory points = new GeometryFactory();

  @Override
  public byte[] encode(TilePicture picture) {
    // In steps of the tile's own grid, nothing beyond its borders.
    VectorTileEncoder tile = new VectorTileEncoder(MapTile.EXTENT, 0, false);
    for (TilePicture.TeamPoint team : picture.teams()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", team.id());
      told.put("name", team.name());
      told.put("capabilities", team.capabilities());
      told.put("onDuty", team.onDuty());
      told.put("state", team.onTask() ? "TASKED" : "FREE");
      add(tile, TEAMS, told, team.x(), team.y());
    }
    for (TilePicture.Cluster cluster : picture.clusters()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("teams", cluster.teams());
      told.put("tasked", cluster.onTask());
      told.put("onDuty", cluster.onDuty());
      add(tile, CLUSTERS, told, cluster.x(), cluster.y());
    }
    for (TilePicture.People people : picture.people()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("people", people.people());
      told.put("cellMeters", people.cellMeters());
      add(tile, PEOPLE, told, people.x(), people.y());
    }
    return tile.encode();
  }

  private void add(
      VectorTileEncoder tile, String layer, Map<String, Object> told, int x, int y) {
    tile.addFeature(layer, told, points.createPoint(new Coordinate(x, y)));
  }
}
