package muster.dispatch.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** How things are that alarms follow from. */
public interface Situations {

  /** Those that there are, with their tasks. */
  List<AlertFacts> listFacts(Collection<UUID> alertIds);

  /**
   * Running alerts without a clock that they need, or with one that should have rung.
   *
   * @param late a clock that has not rung by then does not
   */
  List<StuckAlert> listStuck(Instant late);

  /** Whether the account has done anything about the alert, then or later. */
  boolean hasActed(UUID alertId, String account, Instant since);

  /** For how long the oldest event waits to be published. */
  Duration outboxAge();
}
