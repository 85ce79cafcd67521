package muster.gateway.problem;

import java.io.IOException;

/** An answer that has begun and can't go on. Logged by whoever throws it. */
public final class BrokenOff extends IOException {
  private static final long serialVersionUID = 1L;

  public BrokenOff(Throwable cause) {
    super("the answer broke off", cause);
  }
}
