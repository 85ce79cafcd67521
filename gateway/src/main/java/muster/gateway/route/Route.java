package muster.gateway.route;

/**
 * Whose a path is.
 *
 * @param patience what to expect of the answer
 */
public record Route(Service service, Patience patience) {
  /** How an answer comes. */
  public enum Patience {
    /** Soon, and whole. */
    USUAL,
    /** When all that was sent is stored, which may be much. */
    IMPORT,
    /** For hours, in small parts. */
    STREAM
  }
}
