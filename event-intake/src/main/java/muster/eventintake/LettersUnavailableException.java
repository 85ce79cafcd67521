package muster.eventintake;

/**
 * Dead letters can't be read or handled now, as the broker is away or slow, or because something
 * that a consumer needs is; nothing has changed.
 */
public final class LettersUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LettersUnavailableException(Throwable cause) {
    super("dead letters can't be had now", cause);
  }
}
