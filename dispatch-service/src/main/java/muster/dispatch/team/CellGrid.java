package muster.dispatch.team;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import muster.contracts.place.GeoPoint;

/**
 * Which teams have a base or a member in which cell of a plain grid of degrees.
 *
 * <p>A cell's teams are an array that is never changed but replaced, so any number of readers go
 * through it while one writer works. What a walk finds is a superset of what is inside the circle;
 * distances are the caller's business.
 */
final class CellGrid {
  /**
   * 280 m from south to north; at Xuzhou's latitude 230 m from west to east. In a dense town larger
   * cells make a search look at several times the teams it needs.
   */
  private static final double CELL_DEGREES = 0.0025;

  private static final int COLUMNS = (int) Math.round(360 / CELL_DEGREES);
  private static final int ROWS = (int) Math.round(180 / CELL_DEGREES) + 1;

  /** About a centimetre, far more than any rounding in the formulas below. */
  private static final double MARGIN_DEGREES = 1e-7;

  private final ConcurrentMap<Long, Team[]> cells = new ConcurrentHashMap<>();

  static long cellOf(double latitude, double longitude) {
    return key(row(latitude), Math.floorMod(column(longitude), COLUMNS));
  }

  void add(long cell, Team team) {
    cells.merge(
        cell,
        new Team[] {team},
        (before, added) -> {
          Team[] after = Arrays.copyOf(before, before.length + 1);
          after[before.length] = team;
          return after;
        });
  }

  void remove(long cell, Team team) {
    cells.computeIfPresent(
        cell,
        (key, before) -> {
          Team[] after = Arrays.stream(before).filter(other -> other != team).toArray(Team[]::new);
          return after.length == 0 ? null : after;
        });
  }

  /** How many cells {@link #walk} would look at. */
  static long cellsAround(GeoPoint center, double radiusMeters) {
    Box box = Box.around(center, radiusMeters);
    return (long) (box.lastRow - box.firstRow + 1) * box.columns;
  }

  /**
   * Gives every team that has something in a cell touched by the circle; some more than once.
   *
   * @param walkedMeters the cells of this smaller circle around the same center are left out; 0 for
   *     none
   */
  void walk(GeoPoint center, double walkedMeters, double radiusMeters, Consumer<Team> found) {
    Box box = Box.around(center, radiusMeters);
    Box walked = walkedMeters > 0 ? Box.around(center, walkedMeters) : Box.NONE;
    for (int row = box.firstRow; row <= box.lastRow; row++) {
      boolean crossesWalked = row >= walked.firstRow && row <= walked.lastRow;
      for (int i = 0; i < box.columns; i++) {
        int column = Math.floorMod(box.firstColumn + i, COLUMNS);
        if (crossesWalked && Math.floorMod(column - walked.firstColumn, COLUMNS) < walked.columns) {
          continue;
        }
        Team[] teams = cells.get(key(row, column));
        if (teams != null) {
          for (Team team : teams) {
            found.accept(team);
          }
        }
      }
    }
  }

  private static int row(double latitude) {
    return (int) Math.floor((latitude + 90) / CELL_DEGREES);
  }

  private static int column(double longitude) {
    return (int) Math.floor((longitude + 180) / CELL_DEGREES);
  }

  private static long key(int row, int column) {
    return (long) row * COLUMNS + column;
  }

  /** The rows and columns that a circle touches; columns go on over the antimeridian. */
  private record Box(int firstRow, int lastRow, int firstColumn, int columns) {
    static final Box NONE = new Box(0, -1, 0, 0);

    static Box around(GeoPoint center, double radiusMeters) {
      double radius = radiusMeters / GeoPoint.EARTH_RADIUS_METERS;
      double dLat = Math.toDegrees(radius) + MARGIN_DEGREES;
      int firstRow = Math.max(0, row(center.latitude() - dLat));
      int lastRow = Math.min(ROWS - 1, row(center.latitude() + dLat));
      if (Math.abs(center.latitude()) + dLat >= 90) {
        // The circle holds a pole, and with it every longitude.
        return new Box(firstRow, lastRow, 0, COLUMNS);
      }
      // The circle's widest extent lies nearer the pole than its center.
      double sine = Math.sin(radius) / Math.cos(Math.toRadians(center.latitude()));
      if (sine >= 1) {
        return new Box(firstRow, lastRow, 0, COLUMNS);
      }
      double dLon = Math.toDegrees(Math.asin(sine)) + MARGIN_DEGREES;
      int firstColumn = column(center.longitude() - dLon);
      int lastColumn = column(center.longitude() + dLon);
      return new Box(
          firstRow, lastRow, firstColumn, Math.min(COLUMNS, lastColumn - firstColumn + 1));
    }
  }
}
