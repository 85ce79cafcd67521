package muster.dispatch.alert;

import java.util.List;
import java.util.Optional;
import muster.contracts.dispatch.DispatchEvent;

/** What a command leads to. */
public sealed interface Decision {

  /**
   * It may be done, and this is what follows.
   *
   * @param events what happened, in order; none when the command only repeats what is already so
   * @param callOut teams that have to be looked for before the transaction ends
   */
  record Accepted(List<DispatchEvent> events, Optional<CallOut> callOut) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** An expected refusal, and yet what was said is kept: it stands in the history. */
  record RefusedAndKept(Rejection rejection, List<DispatchEvent> events) implements Decision {
    public RefusedAndKept {
      events = List.copyOf(events);
    }
  }

  /** An expected refusal. Nothing happened. */
  record Rejected(Rejection rejection) implements Decision {}
}
