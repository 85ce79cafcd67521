package muster.testbed.unruly.shift;

/** All that there is of this feature: it has no core. */
final class ShiftConfiguration {
  private ShiftConfiguration() {}
}
