package muster.demo.xuzhou;

import java.util.List;
import java.util.random.RandomGenerator;

/** Which village a team belongs to: each has its weight in the lot. */
final class TeamDistribution {
  private static final int TEAMS_OF_THE_STORY = 8;
  private static final double URBAN_WEIGHT = 2;

  private final Village home;
  private final List<Village> villages;
  private final double[] cumulated;
  private final boolean everyVillage;

  private TeamDistribution(
      Village home, List<Village> villages, double[] weights, boolean everyVillage) {
    this.home = home;
    this.villages = villages;
    this.everyVillage = everyVillage;
    this.cumulated = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulated[i] = sum;
    }
  }

  /** At least one team in each village once there are enough, and more in urban communities. */
  static TeamDistribution everywhere(Village home, List<Village> villages) {
    return new TeamDistribution(
        home,
        villages,
        villages.stream().mapToDouble(one -> one.isUrban() ? URBAN_WEIGHT : 1).toArray(),
        true);
  }

  /** The nearer to home the more. */
  static TeamDistribution around(Village home, List<Village> villages) {
    return new TeamDistribution(
        home,
        villages,
        villages.stream()
            .mapToDouble(
                one -> {
                  double kilometers = one.centre().distanceMeters(home.centre()) / 1_000;
                  return 1 / (1 + kilometers * kilometers);
                })
            .toArray(),
        false);
  }

  Village of(int team, RandomGenerator random) {
    double point = random.nextDouble() * cumulated[cumulated.length - 1];
    if (team == 0) {
      return home;
    }
    if (!everyVillage) {
      return team < TEAMS_OF_THE_STORY ? home : villages.get(find(point));
    }
    return team <= villages.size() ? villages.get(team - 1) : villages.get(find(point));
  }

  private int find(double point) {
    int found = java.util.Arrays.binarySearch(cumulated, point);
    return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
  }
}
