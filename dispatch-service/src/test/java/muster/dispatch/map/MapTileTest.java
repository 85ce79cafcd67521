package muster.dispatch.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import muster.contracts.place.GeoPoint;
import muster.dispatch.map.MapTile.Spot;
import muster.dispatch.map.MapTile.Step;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapTileTest {

  /** Published examples of the usual formula (OpenStreetMap's wiki). */
  @ParameterizedTest
  @CsvSource({
    "51.51202, 0.02435, 17, 65544, 43582",
    "43.73, 7.4189, 15, 17059, 11949",
    "-33.8568, 151.2153, 12, 3768, 2457",
    "0, 0, 1, 1, 1"
  })
  void aPlaceIsInTheTileThatTheUsualFormulaNames(
      double latitude, double longitude, int zoom, int x, int y) {
    int z = Math.min(zoom, MapTile.DEEPEST);
    MapTile tile = new MapTile(z, x >> (zoom - z), y >> (zoom - z));

    assertThat(tile.has(Spot.of(new GeoPoint(latitude, longitude)))).isTrue();
  }

  @Property(tries = 300)
  void everyPlaceIsInExactlyOneTileOfEachZoom(
      @ForAll @DoubleRange(min = -85, max = 85) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) double longitude,
      @ForAll @IntRange(max = 5) int z) {
    Spot spot = Spot.of(new GeoPoint(latitude, longitude));
    int tiles = 0;
    for (int x = 0; x <= MapTile.last(z); x++) {
      for (int y = 0; y <= MapTile.last(z); y++) {
        MapTile tile = new MapTile(z, x, y);
        if (tile.has(spot)) {
          tiles++;
          Step step = tile.step(spot);
          assertThat(step.x()).isBetween(0, MapTile.EXTENT - 1);
          assertThat(step.y()).isBetween(0, MapTile.EXTENT - 1);
          assertThat(tile.isNear(spot.east(), spot.south(), 0)).isTrue();
        }
      }
    }
    assertThat(tiles).isEqualTo(1);
  }

  @Test
  void thePolesAndTheDateLineAreOnTheMap() {
    MapTile world = new MapTile(0, 0, 0);

    assertThat(world.has(Spot.of(new GeoPoint(90, 180)))).isTrue();
    assertThat(world.step(Spot.of(new GeoPoint(90, 180)))).isEqualTo(new Step(4095, 0));
    assertThat(world.step(Spot.of(new GeoPoint(-90, -180)))).isEqualTo(new Step(0, 4095));
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0", "17,0,0", "0,1,0", "0,0,1", "3,8,0", "3,0,8", "3,-1,0", "3,0,-1"})
  void whatIsNoTileIsRefused(int z, int x, int y) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MapTile(z, x, y));
  }

  @Test
  void theLastTileOfEachZoomIsOne() {
    for (int z = 0; z <= MapTile.DEEPEST; z++) {
      int last = MapTile.last(z);
      assertThat(new MapTile(z, last, last)).isNotNull();
    }
  }
}
