package muster.testbed.forgetful;

/** Without a single test, so that it never runs. */
final class UnmarkedTest {
  private UnmarkedTest() {}

  static String address() {
    return Somebody.who().bootstrapServers();
  }
}
