package muster.apiedge.token;

/** A token that does not count: 401. Costs no stack trace, since anybody can cause it. */
public final class BadTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason for a log of the service's own, without anything the token says
   */
  BadTokenException(String reason) {
    super(reason, null, false, false);
  }
}
