package muster.dispatch.alert;

import java.time.Instant;

public final class AlertDecider {
  private AlertDecider() {}

  public static Decision decide(AlertState state, AlertCommand command, Instant now) {
    throw new UnsupportedOperationException();
  }
}
