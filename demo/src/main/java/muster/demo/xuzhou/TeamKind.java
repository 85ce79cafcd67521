package muster.demo.xuzhou;

import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Sorts of teams, as the programmes have them, with what most of a sort can do. */
enum TeamKind {
  CITIZEN_POLICE("citizen-police", "义警", 40, Set.of("patrol")),
  NIGHT_PATROL("night-patrol", "治安巡逻", 22, Set.of("patrol", "night-patrol")),
  PEACE_VOLUNTEERS("peace-volunteers", "平安志愿者", 18, Set.of("mediation")),
  ANTI_FRAUD("anti-fraud", "反诈宣传", 8, Set.of("anti-fraud")),
  RESCUE("rescue", "应急救援", 6, Set.of("first-aid", "rescue")),
  TRAFFIC("traffic", "交通劝导", 6, Set.of("traffic"));

  private static final int WHOLE = 100;

  private final String slug;
  private final String title;
  private final int share;
  private final Set<String> abilities;

  TeamKind(String slug, String title, int share, Set<String> abilities) {
    this.slug = slug;
    this.title = title;
    this.share = share;
    this.abilities = abilities;
  }

  static TeamKind next(RandomGenerator random) {
    int point = random.nextInt(WHOLE);
    for (TeamKind kind : values()) {
      point -= kind.share;
      if (point < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the shares are less than a whole");
  }

  String slug() {
    return slug;
  }

  String title() {
    return title;
  }

  /** What the sort can do, and what this team has besides. */
  Set<String> capabilities(RandomGenerator random) {
    Set<String> all = new TreeSet<>(abilities);
    addWithChance(all, "first-aid", 30, random);
    addWithChance(all, "e-bike", 60, random);
    addWithChance(all, "patrol-car", 12, random);
    addWithChance(all, "fire-fighting", 15, random);
    addWithChance(all, "boat", this == RESCUE ? 50 : 3, random);
    addWithChance(all, "drone", this == RESCUE ? 25 : 2, random);
    return all;
  }

  private static void addWithChance(
      Set<String> capabilities, String capability, int percent, RandomGenerator random) {
    if (random.nextInt(WHOLE) < percent) {
      capabilities.add(capability);
    }
  }
}
