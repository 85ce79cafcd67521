package muster.dispatch.deadletter;

/** A record that can never be handled; the reason goes with it to its dead-letter topic. */
public final class Undeliverable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Undeliverable(String reason) {
    super(reason, null, false, false);
  }
}
