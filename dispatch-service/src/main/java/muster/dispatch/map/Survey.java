package muster.dispatch.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import muster.dispatch.team.TeamVisitor;

/** All teams and all people on duty as of one moment, for a map of any part of them. */
public final class Survey {
  /** Whose pictures are kept, while they are looked at. Each is some megabytes for a city. */
  private static final int MOST_PICTURES = 64;

  private final Map<JurisdictionCode, Area> areas;
  private final Map<JurisdictionCode, ScopePicture> pictures = new ConcurrentHashMap<>();
  private final Set<Asked> asked = ConcurrentHashMap.newKeySet();

  private Survey(Map<JurisdictionCode, Area> areas) {
    this.areas = areas;
  }

  /** Whose picture was looked at, on a map of which datum. */
  public record Asked(JurisdictionCode scope, Crs crs) {}

  /**
   * Looks at all teams: a tenth of a second for 600,000 people.
   *
   * @param teams tells a visitor of each of them
   */
  public static Survey of(Consumer<TeamVisitor> teams) {
    Taking taking = new Taking();
    teams.accept(taking);
    return new Survey(taking.areas);
  }

  /** Prepares what was looked at before, so that nobody waits for it who looks again. */
  public void prepare(Collection<Asked> again) {
    again.forEach(one -> picture(one.scope()).prepare(one.crs()));
  }

  /** What has been looked at. */
  public Set<Asked> asked() {
    return Set.copyOf(asked);
  }

  /**
   * What somebody sees on a tile who is responsible for this jurisdiction.
   *
   * @param crs the datum of the map that the tile is of
   * @param onTask says of a team's id whether an alert holds it
   */
  public TilePicture draw(JurisdictionCode scope, MapTile tile, Crs crs, Predicate<String> onTask) {
    asked.add(new Asked(scope, crs));
    return picture(scope).draw(tile, crs, onTask);
  }

  private ScopePicture picture(JurisdictionCode scope) {
    ScopePicture known = pictures.get(scope);
    if (known == null) {
      known = pictureOf(scope);
      if (pictures.size() < MOST_PICTURES) {
        pictures.put(scope, known);
      }
    }
    return known;
  }

  private ScopePicture pictureOf(JurisdictionCode scope) {
    List<TeamOnMap> teams = new ArrayList<>();
    Cells cells = new Cells();
    Set<String> counted = new HashSet<>();
    areas.forEach(
        (code, area) -> {
          if (scope.covers(code)) {
            teams.addAll(area.teams);
            cells.addAll(area.cells);
            for (InSeveralTeams person : area.inSeveralTeams) {
              if (counted.add(person.id())) {
                cells.add(person.cell());
              }
            }
          }
        });
    return new ScopePicture(teams, PeopleCells.of(cells.toArray()));
  }

  private record InSeveralTeams(String id, long cell) {}

  /** What is of one jurisdiction itself. */
  private static final class Area {
    final List<TeamOnMap> teams = new ArrayList<>();
    final Cells cells = new Cells();
    final List<InSeveralTeams> inSeveralTeams = new ArrayList<>();
  }

  /** A list without an object for each of half a million numbers. */
  private static final class Cells {
    private long[] all = new long[16];
    private int size;

    void add(long cell) {
      makeRoom(size + 1);
      all[size++] = cell;
    }

    void addAll(Cells others) {
      makeRoom(size + others.size);
      System.arraycopy(others.all, 0, all, size, others.size);
      size += others.size;
    }

    long[] toArray() {
      return Arrays.copyOf(all, size);
    }

    private void makeRoom(int needed) {
      if (needed > all.length) {
        all = Arrays.copyOf(all, Math.max(needed, 2 * all.length));
      }
    }
  }

  private static final class Taking implements TeamVisitor {
    final Map<JurisdictionCode, Area> areas = new HashMap<>();

    /** Sixty thousand teams have a few dozen different ones. */
    private final Map<Set<String>, String> capabilities = new HashMap<>();

    private Area area = new Area();

    /** Of the last team: when the newest position of its people was, 0 without one. */
    private long seenAt;

    private static String inOrder(Set<String> capabilities) {
      return String.join(",", new TreeSet<>(capabilities));
    }

    @Override
    public void team(TeamSnapshot team, int onDuty) {
      area = areas.computeIfAbsent(team.jurisdiction(), code -> new Area());
      area.teams.add(
          new TeamOnMap(
              team.teamId(),
              team.name(),
              capabilities.computeIfAbsent(team.capabilities(), Taking::inOrder),
              onDuty,
              team.base(),
              team.base()));
      seenAt = 0;
    }

    @Override
    public void personOnDuty(
        String volunteerId,
        boolean inOtherTeams,
        double latitude,
        double longitude,
        long positionAt) {
      if (positionAt > seenAt) {
        seenAt = positionAt;
        area.teams.add(area.teams.removeLast().seenAt(new GeoPoint(latitude, longitude)));
      }
      long cell = PeopleCells.cellOf(latitude, longitude);
      if (inOtherTeams) {
        area.inSeveralTeams.add(new InSeveralTeams(volunteerId, cell));
      } else {
        area.cells.add(cell);
      }
    }
  }
}
