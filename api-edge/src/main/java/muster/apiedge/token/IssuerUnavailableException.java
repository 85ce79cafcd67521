package muster.apiedge.token;

/** The issuer's keys can't be read now, so no token is known to be good or bad: 503. */
public final class IssuerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
