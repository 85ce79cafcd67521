package muster.dispatch.map.mvt;

import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.build.MvtLayerParams;
import io.github.sebasbaumh.mapbox.vectortile.build.MvtLayerProps;
import io.github.sebasbaumh.mapbox.vectortile.util.GeomCmd;
import io.github.sebasbaumh.mapbox.vectortile.util.MvtUtil;
import muster.dispatch.map.MapTile;
import muster.dispatch.map.TileEncoding;
import muster.dispatch.map.TilePicture;

/**
 * Mapbox Vector Tiles 2.1 with the layers {@value #TEAMS}, {@value #CLUSTERS} and {@value #PEOPLE},
 * all of points. A layer with nothing in it is left out.
 */
public final class VectorTiles implements TileEncoding {
  static final String TEAMS = "teams";
  static final String CLUSTERS = "clusters";
  static final String PEOPLE = "people";

  private static final MvtLayerParams GRID = new MvtLayerParams(MapTile.EXTENT);
  private static final int ONE_POINT = MvtUtil.geomCmdHdr(GeomCmd.MOVE_TO, 1);

  @Override
  public byte[] encode(TilePicture picture) {
    Layer teams = new Layer(TEAMS);
    for (TilePicture.TeamPoint team : picture.teams()) {
      teams
          .point(team.x(), team.y())
          .told("id", team.id())
          .told("name", team.name())
          .told("capabilities", team.capabilities())
          .told("onDuty", team.onDuty())
          .told("state", team.onTask() ? "TASKED" : "FREE");
    }
    Layer clusters = new Layer(CLUSTERS);
    for (TilePicture.Cluster cluster : picture.clusters()) {
      clusters
          .point(cluster.x(), cluster.y())
          .told("teams", cluster.teams())
          .told("tasked", cluster.onTask())
          .told("onDuty", cluster.onDuty());
    }
    Layer people = new Layer(PEOPLE);
    for (TilePicture.People some : picture.people()) {
      people
          .point(some.x(), some.y())
          .told("people", some.people())
          .told("cellMeters", some.cellMeters());
    }
    VectorTile.Tile.Builder tile = VectorTile.Tile.newBuilder();
    teams.writeTo(tile);
    clusters.writeTo(tile);
    people.writeTo(tile);
    return tile.build().toByteArray();
  }

  /** A layer in the making. */
  private static final class Layer {
    private final VectorTile.Tile.Layer.Builder layer;
    private final MvtLayerProps dictionary = new MvtLayerProps();

    Layer(String name) {
      this.layer = MvtUtil.newLayerBuilder(name, GRID);
    }

    Feature point(int x, int y) {
      VectorTile.Tile.Feature.Builder feature =
          layer
              .addFeaturesBuilder()
              .setType(VectorTile.Tile.GeomType.POINT)
              .addGeometry(ONE_POINT)
              .addGeometry(MvtUtil.encodeZigZag(x))
              .addGeometry(MvtUtil.encodeZigZag(y));
      return new Feature(feature, dictionary);
    }

    void writeTo(VectorTile.Tile.Builder tile) {
      if (layer.getFeaturesCount() > 0) {
        MvtUtil.writeProps(layer, dictionary);
        var unused = tile.addLayers(layer);
      }
    }
  }

  private record Feature(VectorTile.Tile.Feature.Builder feature, MvtLayerProps dictionary) {
    Feature told(String name, Object value) {
      var unused = feature.addTags(dictionary.addKey(name)).addTags(dictionary.addValue(value));
      return this;
    }
  }
}
