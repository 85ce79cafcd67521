package muster.testbed.forgetful;

import muster.testbed.OnBothKinds;

/** Says so by the annotation that includes the other. */
@OnBothKinds
final class MarkedForBothTest {
  private MarkedForBothTest() {}

  static String address() {
    return Somebody.who().bootstrapServers();
  }
}
