package muster.volunteer.unruly;

import java.time.Instant;
import muster.volunteer.team.postgres.PostgresTeamTable;

/** A core that stores things by itself and looks at the clock. */
public final class CoreThatCallsAnAdapter {

  public Instant decide(PostgresTeamTable store) {
    return store.hashCode() == 0 ? Instant.EPOCH : Instant.now();
  }
}
