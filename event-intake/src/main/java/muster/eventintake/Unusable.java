package muster.eventintake;

/**
 * Thrown for a record that no repetition makes usable. It is put aside at once, and the message is
 * the reason that stands on its dead letter.
 */
public final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unusable(String reason) {
    super(reason, null, false, false);
  }
}
