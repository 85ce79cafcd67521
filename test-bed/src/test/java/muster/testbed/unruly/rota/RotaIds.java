package muster.testbed.unruly.rota;

import java.time.Clock;
import java.util.UUID;
import org.springframework.util.StringUtils;

/** A core that throws dice, and takes a line from a framework. */
public final class RotaIds {
  private RotaIds() {}

  public static String next(Clock clock) {
    return StringUtils.capitalize(clock + "-" + UUID.randomUUID());
  }
}
