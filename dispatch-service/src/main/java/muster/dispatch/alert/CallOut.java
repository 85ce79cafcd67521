package muster.dispatch.alert;

import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.dispatch.team.Search;

/**
 * Teams an alert needs now. The decider cannot look for them, for that depends on the whole index:
 * whoever runs it searches, reserves what was found and hands {@link AlertCommand.CallTeams} back
 * in the same transaction, also when nobody was found.
 */
public sealed interface CallOut {
  int wave();

  Search search();

  /** A wider wave. */
  record NextWave(WaveOpened.Trigger trigger, int wave, Search search) implements CallOut {}

  /** As the last wave, if anybody is there by now; else nothing happens. */
  record LookAgain(int wave, Search search) implements CallOut {}

  /**
   * As many teams as were not reached, in the same wave.
   *
   * @param unreached the tasks to replace; the first pick replaces the first
   */
  record Replacement(int wave, List<UUID> unreached, Search search) implements CallOut {
    public Replacement {
      unreached = List.copyOf(unreached);
    }
  }
}
