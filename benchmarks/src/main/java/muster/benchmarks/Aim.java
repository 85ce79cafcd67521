package muster.benchmarks;

/** What a figure is meant to be. */
public sealed interface Aim {
  /** In the figure's own unit. */
  record AtMost(double limit) implements Aim {}

  /** Times the floor. */
  record AtMostTimesFloor(double factor) implements Aim {}

  /** This part of the peer's figure or more. */
  record AtLeastShareOfPeer(double share) implements Aim {}
}
