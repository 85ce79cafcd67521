package muster.localstack;

/**
 * A part of the local stack did not become ready. The message says which, why, and where its log
 * is.
 */
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailed(String message) {
    super(message);
  }

  public StartFailed(String message, Throwable cause) {
    super(message, cause);
  }

  static StartFailed portTaken(String part, int port) {
    return new StartFailed(part + " needs port " + port + ", which another program is using");
  }
}
