package muster.dispatch.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * How many people are where, so that nobody can be found: everybody is one of at least {@value
 * #LEAST}.
 *
 * <p>The map is cut into cells, four of which make one of the next coarser level. Who is in a cell
 * of the finest level with enough others is counted there. The rest of the four goes up to the cell
 * that they make, and is counted there if it is enough by then, or goes further up; at the coarsest
 * level who is left is not counted at all. Every zoom of the map shows the same groups, more or
 * fewer of them added up: whoever subtracts what one zoom shows from what another does gets whole
 * groups, never fewer people than are in one.
 */
final class PeopleCells {
  /** Fewer than that are never shown. */
  static final int LEAST = 3;

  /** Half a kilometre wide in Xuzhou. */
  static final int FINEST = 16;

  /** 130 km wide in Xuzhou: a group that needs as much says nothing any more. */
  static final int COARSEST = 8;

  /** How many levels below a tile its cells are: 32 from west to east. */
  private static final int BELOW_TILE = 5;

  private static final double EQUATOR_METERS = 2 * Math.PI * GeoPoint.EARTH_RADIUS_METERS;

  /**
   * People who are counted together.
   *
   * @param key of their cell among those of its level: what a coarser cell holds lies together
   */
  private record Group(int level, long key, int people) {}

  /**
   * People as a map shows them.
   *
   * @param center of their cell, WGS-84
   * @param cellMeters how wide it is there, in tens
   */
  record Mark(GeoPoint center, int cellMeters, int people) {}

  private final List<Group> groups;

  /** By level, made when they are first asked for. */
  private final AtomicReferenceArray<@Nullable List<Mark>> marks =
      new AtomicReferenceArray<>(FINEST + 1);

  private PeopleCells(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /** The key of the finest cell that a place is in. */
  static long cellOf(double latitude, double longitude) {
    return spread(index(MapTile.eastOf(longitude)))
        | (spread(index(MapTile.southOf(latitude))) << 1);
  }

  /**
   * The groups of people who are in these cells.
   *
   * @param cells of each person; they are sorted
   */
  static PeopleCells of(long[] cells) {
    Arrays.sort(cells);
    List<Group> groups = new ArrayList<>();
    long[] keys = new long[cells.length];
    int[] people = new int[cells.length];
    int left = 0;
    for (long cell : cells) {
      left = add(keys, people, left, cell, 1);
    }
    for (int level = FINEST; level >= COARSEST; level--) {
      int few = 0;
      for (int i = 0; i < left; i++) {
        if (people[i] >= LEAST) {
          groups.add(new Group(level, keys[i], people[i]));
        } else {
          few = add(keys, people, few, keys[i] >> 2, people[i]);
        }
      }
      left = few;
    }
    return new PeopleCells(groups);
  }

  /** To the last cell if it is that one, else behind it; what is behind has been read already. */
  private static int add(long[] keys, int[] people, int used, long key, int more) {
    if (used > 0 && keys[used - 1] == key) {
      people[used - 1] += more;
      return used;
    }
    keys[used] = key;
    people[used] = more;
    return used + 1;
  }

  /** As a tile of that zoom shows them, wherever they are. */
  List<Mark> atZoom(int z) {
    int level = Math.min(z + BELOW_TILE, FINEST);
    List<Mark> known = marks.get(level);
    if (known == null) {
      known = marks(level);
      marks.set(level, known);
    }
    return known;
  }

  private List<Mark> marks(int level) {
    Map<Long, Integer> together = new LinkedHashMap<>();
    List<Mark> all = new ArrayList<>();
    for (Group group : groups) {
      if (group.level() < level) {
        all.add(mark(group.level(), group.key(), group.people()));
      } else {
        together.merge(group.key() >> (2 * (group.level() - level)), group.people(), Integer::sum);
      }
    }
    together.forEach((key, people) -> all.add(mark(level, key, people)));
    return List.copyOf(all);
  }

  private static Mark mark(int level, long key, int people) {
    double cells = 1 << level;
    double latitude = MapTile.latitude((gather(key >> 1) + 0.5) / cells);
    double meters = EQUATOR_METERS * Math.cos(Math.toRadians(latitude)) / cells;
    return new Mark(
        new GeoPoint(latitude, MapTile.longitude((gather(key) + 0.5) / cells)),
        (int) Math.round(meters / 10) * 10,
        people);
  }

  private static long index(double share) {
    return Math.clamp((long) Math.floor(share * (1 << FINEST)), 0L, (1L << FINEST) - 1);
  }

  /** Each of the sixteen bits at every second place. */
  private static long spread(long bits) {
    long spread = (bits | (bits << 8)) & 0x00ff00ffL;
    spread = (spread | (spread << 4)) & 0x0f0f0f0fL;
    spread = (spread | (spread << 2)) & 0x33333333L;
    return (spread | (spread << 1)) & 0x55555555L;
  }

  /** The bits at every second place, together again. */
  private static long gather(long spread) {
    long bits = spread & 0x55555555L;
    bits = (bits | (bits >> 1)) & 0x33333333L;
    bits = (bits | (bits >> 2)) & 0x0f0f0f0fL;
    bits = (bits | (bits >> 4)) & 0x00ff00ffL;
    return (bits | (bits >> 8)) & 0x0000ffffL;
  }
}
