package muster.localstack;

/** Some fixed port is in use: most likely by another run of the stack. */
public final class PortsTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String taken;

  PortsTaken(String taken) {
    super("Ports in use: " + taken);
    this.taken = taken;
  }

  /** Names and numbers, as {@code kafka 9092, dispatch-service 8081}. */
  public String taken() {
    return taken;
  }
}
