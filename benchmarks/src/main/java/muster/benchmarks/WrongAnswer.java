package muster.benchmarks;

/** What was measured did not do what it is for; how fast it was is of no interest then. */
public final class WrongAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongAnswer(String what) {
    super(what);
  }
}
