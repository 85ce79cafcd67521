package muster.dispatch.map;

import muster.contracts.place.GeoPoint;

/**
 * A square of a web map (Web Mercator, as all of them have it): tile 0/0/0 is the world, and each
 * zoom cuts a tile in four. Of which datum it is, only who draws it knows: a map in GCJ-02 has
 * tiles of its own.
 *
 * @param x from west to east, 0 to 2^z - 1
 * @param y from north to south, 0 to 2^z - 1
 */
public record MapTile(int z, int x, int y) {
  /** A tile of it is half a kilometre wide in Xuzhou; a map enlarges it beyond that. */
  public static final int DEEPEST = 16;

  /** How many steps of a tile's own grid it has, from west to east and from north to south. */
  public static final int EXTENT = 4096;

  private static final int EXTENT_BITS = 12;

  /** Beyond it, Web Mercator has no map. */
  static final double NORTHERNMOST = 85.0511287798066;

  public MapTile {
    if (z < 0 || z > DEEPEST) {
      throw new IllegalArgumentException("z must be 0 to " + DEEPEST);
    }
    if (x < 0 || x > last(z)) {
      throw new IllegalArgumentException("x must be 0 to " + last(z));
    }
    if (y < 0 || y > last(z)) {
      throw new IllegalArgumentException("y must be 0 to " + last(z));
    }
  }

  /**
   * The largest x and y of a zoom.
   *
   * @param z 0 to {@link #DEEPEST}
   */
  public static int last(int z) {
    return (1 << z) - 1;
  }

  /**
   * A place on the map, whatever its zoom.
   *
   * @param east from its western border, 0 to 1
   * @param south from its northern border, 0 to 1
   */
  record Spot(double east, double south) {
    /** Of a point in the datum that the map is of. */
    static Spot of(GeoPoint point) {
      return new Spot(eastOf(point.longitude()), southOf(point.latitude()));
    }
  }

  /** A step of a tile's own grid, both from 0 to {@link #EXTENT} - 1. */
  record Step(int x, int y) {}

  /** Whether the place is in this tile; one on a border is in one tile alone. */
  boolean has(Spot spot) {
    return (steps(spot.east()) >> EXTENT_BITS) == x && (steps(spot.south()) >> EXTENT_BITS) == y;
  }

  /** Whether the place is in this tile or no farther from it than that share of the map. */
  boolean isNear(double east, double south, double margin) {
    double tiles = 1 << z;
    return east * tiles >= x - margin * tiles
        && east * tiles <= x + 1 + margin * tiles
        && south * tiles >= y - margin * tiles
        && south * tiles <= y + 1 + margin * tiles;
  }

  /** Of a place that is in this tile. */
  Step step(Spot spot) {
    return new Step(
        (int) (steps(spot.east()) & (EXTENT - 1)), (int) (steps(spot.south()) & (EXTENT - 1)));
  }

  private long steps(double share) {
    long all = (long) EXTENT << z;
    return Math.clamp((long) Math.floor(share * all), 0L, all - 1);
  }

  /** How far east on the map, 0 to 1. */
  static double eastOf(double longitude) {
    return (longitude + 180) / 360;
  }

  /** How far south on the map, 0 to 1. */
  static double southOf(double latitude) {
    double phi = Math.toRadians(Math.clamp(latitude, -NORTHERNMOST, NORTHERNMOST));
    return (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
  }

  static double longitude(double eastOf) {
    return eastOf * 360 - 180;
  }

  static double latitude(double southOf) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * southOf))));
  }
}
