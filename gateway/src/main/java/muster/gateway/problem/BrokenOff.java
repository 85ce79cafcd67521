package muster.gateway.problem;

import java.io.IOException;
import org.eclipse.jetty.io.QuietException;

/**
 * An answer that has begun and can't go on. Logged by whoever throws it. It has no cause: what has
 * happened to a service would be taken for the client's having left, and half an answer be ended as
 * if it were whole.
 */
public final class BrokenOff extends IOException implements QuietException {
  private static final long serialVersionUID = 1L;

  public BrokenOff() {
    super("the answer broke off");
  }
}
