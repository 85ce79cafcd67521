package muster.demo.story;

import java.time.Duration;

/** How fast the story goes. */
public enum Pace {
  /** As fast as it can be watched line by line. */
  QUICK(1),
  /** As fast as it can be followed on pages: people think longer, and have longer to answer. */
  FOLLOWED(5);

  private final int factor;

  Pace(int factor) {
    this.factor = factor;
  }

  Duration of(Duration quick) {
    return quick.multipliedBy(factor);
  }
}
