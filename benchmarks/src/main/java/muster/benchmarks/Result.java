package muster.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One figure beside what it is held against.
 *
 * @param key names it in the result file and in the texts
 * @param floor what no implementation can go below, or a simpler peer, measured in the same run
 */
public record Result(
    String key, double value, Unit unit, @Nullable Floor floor, @Nullable Aim aim) {

  /**
   * @param value in the unit of the result
   */
  public record Floor(String key, double value) {}

  public enum Verdict {
    MET,
    MISSED,
    NO_AIM
  }

  public Result {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(key + " is " + value);
    }
    if (floor == null
        && (aim instanceof Aim.AtMostTimesFloor || aim instanceof Aim.AtLeastShareOfPeer)) {
      throw new IllegalArgumentException(key + " aims at a floor that it does not have");
    }
  }

  public static Result of(String key, double value, Unit unit) {
    return new Result(key, value, unit, null, null);
  }

  public Result beside(String floorKey, double floorValue) {
    return new Result(key, value, unit, new Floor(floorKey, floorValue), aim);
  }

  public Result aimingAt(Aim what) {
    return new Result(key, value, unit, floor, what);
  }

  /** The figure by its floor's; null without one. */
  public @Nullable Double ratio() {
    return floor == null ? null : value / floor.value();
  }

  public Verdict verdict() {
    return switch (aim) {
      case null -> Verdict.NO_AIM;
      case Aim.AtMost(double limit) -> verdict(value <= limit);
      case Aim.AtMostTimesFloor(double factor) -> verdict(value <= factor * floorValue());
      case Aim.AtLeastShareOfPeer(double share) -> verdict(value >= share * floorValue());
    };
  }

  private double floorValue() {
    if (floor == null) {
      throw new IllegalStateException(key + " has no floor");
    }
    return floor.value();
  }

  private static Verdict verdict(boolean met) {
    return met ? Verdict.MET : Verdict.MISSED;
  }
}
