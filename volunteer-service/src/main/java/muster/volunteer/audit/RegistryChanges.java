package muster.volunteer.audit;

import java.util.List;
import muster.contracts.access.Caller;

/**
 * Leaves a trace of who changed the registry, and who said for somebody else whether they are on
 * duty. Called in the transaction of the change: what can't be recorded is not done.
 */
public interface RegistryChanges {

  /** What was changed. The names are in the table. */
  enum Kind {
    JURISDICTION,
    TEAM,
    VOLUNTEER,
    PRESENCE
  }

  /** What was done to it. The names are in the table. */
  enum Action {
    CREATED,
    CHANGED,
    REMOVED,
    ERASED,
    ACCOUNT_LINKED,
    ACCOUNT_UNLINKED,
    ON_DUTY,
    OFF_DUTY,
    POSITION
  }

  /**
   * One change of one thing.
   *
   * @param fields that were changed; never what they hold
   */
  record Change(Kind kind, String id, Action action, List<String> fields) {
    public Change(Kind kind, String id, Action action) {
      this(kind, id, action, List.of());
    }
  }

  void record(Caller by, List<Change> changes);
}
