package muster.volunteer.unruly;

import java.time.Instant;
import muster.volunteer.team.postgres.TeamStore;

/** A core that stores things by itself and looks at the clock. */
public final class CoreThatCallsAnAdapter {

  public Instant decide(TeamStore store) {
    return store.hashCode() == 0 ? Instant.EPOCH : Instant.now();
  }
}
