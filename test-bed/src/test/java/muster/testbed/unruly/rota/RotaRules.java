package muster.testbed.unruly.rota;

import java.time.Instant;
import muster.testbed.unruly.rota.postgres.RotaTable;

/** A core that calls an adapter, and asks the clock. */
public final class RotaRules {
  private RotaRules() {}

  public static boolean isOver(RotaTable table) {
    return table.readEnd().isBefore(Instant.now());
  }
}
