package muster.testbed.forgetful;

import muster.testbed.OnRealServers;

/** Without a single test, so that it never runs. */
@OnRealServers
final class MarkedTest {
  private MarkedTest() {}

  static String address() {
    return Somebody.who().bootstrapServers();
  }
}
