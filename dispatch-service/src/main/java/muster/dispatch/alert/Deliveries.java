package muster.dispatch.alert;

/**
 * How many teams on all alerts have confirmed of late, of those whose time to confirm is over.
 *
 * @param enough fewer due teams than this say nothing of delivery
 * @param due their time to confirm ended within about {@link #WINDOW_SECONDS}, or they have
 *     confirmed
 * @param unreached those of them that have confirmed nothing
 */
public record Deliveries(int enough, int due, int unreached) {
  public static final int WINDOW_SECONDS = 120;

  private static final double DOUBTFUL_SHARE = 0.75;

  /** Says nothing. */
  public static final Deliveries UNKNOWN = new Deliveries(Integer.MAX_VALUE, 0, 0);

  public Deliveries {
    if (enough < 1 || due < 0 || unreached < 0 || unreached > due) {
      throw new IllegalArgumentException(
          "%d of %d unreached, %d are enough".formatted(unreached, due, enough));
    }
  }

  /** With some more that have confirmed nothing. */
  Deliveries withUnreached(int more) {
    return new Deliveries(enough, due + more, unreached + more);
  }

  /**
   * So many are silent that it is not their absence: their offers do not arrive.
   *
   * @param before delivery was doubtful already: then few say enough, until one is reached
   */
  boolean doubtful(boolean before) {
    return (before || due >= enough) && doubtful(unreached, due);
  }

  static boolean doubtful(int unreached, int called) {
    return called > 0 && unreached >= DOUBTFUL_SHARE * called;
  }
}
