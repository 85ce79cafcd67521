package muster.dispatch.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.stream.Stream;
import muster.contracts.place.Crs;
import muster.dispatch.map.MapTile.Spot;
import muster.dispatch.map.MapTile.Step;
import muster.dispatch.map.TilePicture.Cluster;
import muster.dispatch.map.TilePicture.People;
import muster.dispatch.map.TilePicture.TeamPoint;
import org.jspecify.annotations.Nullable;

/**
 * The teams and the people of one scope, of which tiles are drawn. A tile stays small whatever
 * there is: it shows at most {@value #MOST_TEAMS} teams singly, with texts of at most {@value
 * #MOST_BYTES} bytes, else only those on a task, else none; all others are counted by clusters, 32
 * by 32 of them at most, and people by as many cells and those that are coarser.
 */
final class ScopePicture {
  /** From this zoom on, where a tile is 8 km wide in Xuzhou, teams are shown that nobody needs. */
  static final int TEAMS_FROM_ZOOM = 12;

  static final int MOST_TEAMS = 1_000;
  static final int MOST_BYTES = 110_000;

  /** What a team takes in a tile beside its texts, about. */
  private static final int BYTES_OF_A_TEAM = 48;

  /** More than what is told of a place is rounded by, as a share of the map. */
  private static final double MARGIN = 1e-5;

  /** More than any datum moves a place, as a share of the map: 0.02 degrees. */
  private static final double MOST_SHIFT = 1e-4;

  private final List<TeamOnMap> teams;
  private final PeopleCells people;

  /** By datum, made when a map of it is first looked at. */
  private final AtomicReferenceArray<@Nullable Known> known =
      new AtomicReferenceArray<>(Crs.values().length);

  ScopePicture(List<TeamOnMap> teams, PeopleCells people) {
    this.teams = List.copyOf(teams);
    this.people = people;
  }

  /**
   * By the number of the team: a shift and a projection for each of sixty thousand teams are too
   * much for each tile.
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Places(double[] east, double[] south) {
    Places(int teams) {
      this(new double[teams], new double[teams]);
    }

    void put(int team, Spot spot) {
      east[team] = spot.east();
      south[team] = spot.south();
    }
  }

  /** Where teams are told to be, and where those were seen that are on a task. */
  private record Known(Places bases, Places seen) {}

  /** What any tile of such a map needs. */
  void prepare(Crs crs) {
    var unused = known(crs);
  }

  /**
   * Draws a tile.
   *
   * @param crs the datum of the map that the tile is of
   * @param onTask says of a team's id whether an alert holds it
   */
  TilePicture draw(MapTile tile, Crs crs, Predicate<String> onTask) {
    boolean singly = tile.z() >= TEAMS_FROM_ZOOM;
    List<TeamPoint> busy = new ArrayList<>();
    List<TeamPoint> free = new ArrayList<>();
    Clusters clusters = new Clusters();
    Known places = known(crs);
    for (int i = 0; i < teams.size(); i++) {
      if (!isNear(tile, places.bases(), i) && !isNear(tile, places.seen(), i)) {
        continue;
      }
      TeamOnMap team = teams.get(i);
      boolean onTaskNow = onTask.test(team.id());
      Spot spot =
          onTaskNow
              ? Spot.of(crs.fromWgs84(team.place(true)))
              : new Spot(places.bases().east()[i], places.bases().south()[i]);
      if (!tile.has(spot)) {
        continue;
      }
      Step step = tile.step(spot);
      if (onTaskNow || singly) {
        (onTaskNow ? busy : free).add(team.at(step, onTaskNow));
      } else {
        clusters.add(step.x(), step.y(), team.onDuty(), false);
      }
    }
    List<TeamPoint> shown = Stream.concat(busy.stream(), free.stream()).toList();
    if (!fits(shown)) {
      clusters.addAll(free);
      shown = busy;
    }
    if (!fits(shown)) {
      clusters.addAll(busy);
      shown = List.of();
    }
    return new TilePicture(
        shown.stream().sorted(Comparator.comparing(TeamPoint::id)).toList(),
        clusters.list(),
        peopleIn(tile, crs));
  }

  private static boolean isNear(MapTile tile, Places places, int team) {
    return tile.isNear(places.east()[team], places.south()[team], MARGIN);
  }

  private Known known(Crs crs) {
    Known made = known.get(crs.ordinal());
    if (made == null) {
      made = make(crs);
      known.set(crs.ordinal(), made);
    }
    return made;
  }

  private Known make(Crs crs) {
    Known made = new Known(new Places(teams.size()), new Places(teams.size()));
    for (int i = 0; i < teams.size(); i++) {
      TeamOnMap team = teams.get(i);
      Spot base = Spot.of(crs.fromWgs84(team.place(false)));
      made.bases().put(i, base);
      made.seen().put(i, team.isSeen() ? Spot.of(crs.fromWgs84(team.place(true))) : base);
    }
    return made;
  }

  private static boolean fits(List<TeamPoint> singly) {
    if (singly.size() > MOST_TEAMS) {
      return false;
    }
    long bytes = 0;
    Set<String> capabilities = new HashSet<>();
    for (TeamPoint team : singly) {
      bytes += BYTES_OF_A_TEAM + bytes(team.id()) + bytes(team.name());
      // The same ones stand in a tile once.
      if (capabilities.add(team.capabilities())) {
        bytes += bytes(team.capabilities());
      }
    }
    return bytes <= MOST_BYTES;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private List<People> peopleIn(MapTile tile, Crs crs) {
    List<People> found = new ArrayList<>();
    for (PeopleCells.Mark mark : people.atZoom(tile.z())) {
      Spot unshifted = Spot.of(mark.center());
      if (tile.isNear(unshifted.east(), unshifted.south(), MOST_SHIFT)) {
        Spot spot = Spot.of(crs.fromWgs84(mark.center()));
        if (tile.has(spot)) {
          Step step = tile.step(spot);
          found.add(new People(step.x(), step.y(), mark.people(), mark.cellMeters()));
        }
      }
    }
    return found;
  }

  /** Teams counted by the part of the tile that they are in, 32 by 32 parts. */
  private static final class Clusters {
    private static final int SIDE = 32;
    private static final int STEPS = MapTile.EXTENT / SIDE;

    private final int[] teams = new int[SIDE * SIDE];
    private final int[] onTask = new int[SIDE * SIDE];
    private final int[] onDuty = new int[SIDE * SIDE];

    void add(int x, int y, int membersOnDuty, boolean busy) {
      int part = y / STEPS * SIDE + x / STEPS;
      teams[part]++;
      onTask[part] += busy ? 1 : 0;
      onDuty[part] += membersOnDuty;
    }

    void addAll(List<TeamPoint> points) {
      points.forEach(point -> add(point.x(), point.y(), point.onDuty(), point.onTask()));
    }

    /** In the middle of their parts. */
    List<Cluster> list() {
      List<Cluster> clusters = new ArrayList<>();
      for (int part = 0; part < teams.length; part++) {
        if (teams[part] > 0) {
          clusters.add(
              new Cluster(
                  part % SIDE * STEPS + STEPS / 2,
                  part / SIDE * STEPS + STEPS / 2,
                  teams[part],
                  onTask[part],
                  onDuty[part]));
        }
      }
      return clusters;
    }
  }
}
