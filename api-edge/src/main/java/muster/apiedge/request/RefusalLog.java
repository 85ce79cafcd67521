package muster.apiedge.request;

/** Is told of each refusal; must not block. Nothing that it is told names a person. */
@FunctionalInterface
public interface RefusalLog {
  /**
   * @param status of the answer, such as 401
   * @param reason one of a few fixed words, such as {@code no-token}
   */
  void refused(int status, String reason);
}
