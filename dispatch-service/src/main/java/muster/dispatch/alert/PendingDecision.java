package muster.dispatch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.alert.AlertState.Running;
import org.jspecify.annotations.Nullable;

/**
 * A decision while it is being made: each event is applied at once, so that the next rule sees its
 * effect.
 */
final class PendingDecision {
  private Running alert;
  private boolean over;
  private final Instant now;
  private final Set<UUID> unstaffedStandbys;
  private final List<DispatchEvent> events = new ArrayList<>();
  private @Nullable CallOut callOut;

  /**
   * @param unstaffedStandbys ids of the standby tasks of whose teams nobody is there
   */
  PendingDecision(Running alert, Instant now, Set<UUID> unstaffedStandbys) {
    this.alert = alert;
    this.now = now;
    this.unstaffedStandbys = unstaffedStandbys;
  }

  Running alert() {
    return alert;
  }

  Instant now() {
    return now;
  }

  /** Nobody of the team in line could go. */
  boolean isUnstaffed(Task standby) {
    return unstaffedStandbys.contains(standby.id());
  }

  UUID alertId() {
    return alert.issued().alertId();
  }

  void add(DispatchEvent event) {
    if (over) {
      throw new IllegalStateException("nothing happens after the end: " + event);
    }
    switch (alert.evolve(event)) {
      case Running running -> alert = running;
      case AlertState.Ended ended -> over = true;
      case AlertState.NotIssued notIssued -> throw new IllegalStateException();
    }
    events.add(event);
  }

  boolean changedNothing() {
    return events.isEmpty();
  }

  void need(CallOut needed) {
    callOut = needed;
  }

  Decision accepted() {
    return new Decision.Accepted(events, Optional.ofNullable(callOut));
  }

  static Decision nothing() {
    return new Decision.Accepted(List.of(), Optional.empty());
  }

  static Decision rejected(Rejection rejection) {
    return new Decision.Rejected(rejection);
  }
}
