package muster.dispatch.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import muster.dispatch.map.DecodedTile.Feature;
import muster.dispatch.map.TilePicture.Cluster;
import muster.dispatch.map.TilePicture.People;
import muster.dispatch.map.TilePicture.TeamPoint;
import muster.dispatch.map.mvt.VectorTiles;
import org.junit.jupiter.api.Test;

/** What is written, as a reader finds it who knows the specification alone. */
class VectorTilesTest {
  private final VectorTiles encoding = new VectorTiles();

  private DecodedTile written(TilePicture picture) {
    return DecodedTile.of(encoding.encode(picture));
  }

  @Test
  void everythingOfATileIsInItsLayer() {
    DecodedTile tile =
        written(
            new TilePicture(
                List.of(
                    new TeamPoint(0, 0, "t-1", "西朱一队", "boat,patrol", 4, true),
                    new TeamPoint(4_095, 4_095, "t-2", "Qianwang", "", 0, false)),
                List.of(new Cluster(64, 192, 17, 2, 90)),
                List.of(new People(2_048, 1, 12, 510), new People(7, 4_095, 3, 1_010))));

    assertThat(tile.layers().keySet()).containsExactlyInAnyOrder("teams", "clusters", "people");
    assertThat(tile.layers().values())
        .allSatisfy(
            layer -> {
              assertThat(layer.version()).isEqualTo(2);
              assertThat(layer.extent()).isEqualTo(MapTile.EXTENT);
            });
    assertThat(tile.features("teams"))
        .containsExactly(
            new Feature(
                0,
                0,
                Map.of(
                    "id", "t-1",
                    "name", "西朱一队",
                    "capabilities", "boat,patrol",
                    "onDuty", 4L,
                    "state", "TASKED")),
            new Feature(
                4_095,
                4_095,
                Map.of(
                    "id", "t-2",
                    "name", "Qianwang",
                    "capabilities", "",
                    "onDuty", 0L,
                    "state", "FREE")));
    assertThat(tile.features("clusters"))
        .containsExactly(new Feature(64, 192, Map.of("teams", 17L, "tasked", 2L, "onDuty", 90L)));
    assertThat(tile.features("people"))
        .containsExactlyInAnyOrder(
            new Feature(2_048, 1, Map.of("people", 12L, "cellMeters", 510L)),
            new Feature(7, 4_095, Map.of("people", 3L, "cellMeters", 1_010L)));
  }

  @Test
  void aLayerWithoutAnythingIsLeftOut() {
    DecodedTile tile =
        written(new TilePicture(List.of(), List.of(), List.of(new People(5, 6, 3, 510))));

    assertThat(tile.layers().keySet()).containsExactly("people");
  }

  @Test
  void nothingAtAllIsATileWithoutLayers() {
    assertThat(written(new TilePicture(List.of(), List.of(), List.of())).layers()).isEmpty();
  }
}
