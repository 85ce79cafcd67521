package muster.dispatch.map;

import java.util.List;

/**
 * What stands on a tile. Everything has a step of the tile's grid, from west to east and from north
 * to south, 0 to {@link MapTile#EXTENT} - 1.
 *
 * @param teams those that are shown singly
 * @param clusters all others: each team of the tile is in one of the two
 * @param people on duty, of these teams or not shown with them, by cells
 */
public record TilePicture(List<TeamPoint> teams, List<Cluster> clusters, List<People> people) {

  public TilePicture {
    teams = List.copyOf(teams);
    clusters = List.copyOf(clusters);
    people = List.copyOf(people);
  }

  /**
   * A team.
   *
   * @param capabilities separated by commas; empty for none
   * @param onDuty how many of its members are
   * @param onTask an alert holds it
   */
  public record TeamPoint(
      int x, int y, String id, String name, String capabilities, int onDuty, boolean onTask) {}

  /**
   * Teams near each other.
   *
   * @param onTask how many of them alerts hold
   * @param onDuty how many of their members are, together
   */
  public record Cluster(int x, int y, int teams, int onTask, int onDuty) {}

  /**
   * People near each other: at least three.
   *
   * @param cellMeters how wide the cell is around the point, somewhere in which they are
   */
  public record People(int x, int y, int people, int cellMeters) {}

  public boolean isEmpty() {
    return teams.isEmpty() && clusters.isEmpty() && people.isEmpty();
  }
}
