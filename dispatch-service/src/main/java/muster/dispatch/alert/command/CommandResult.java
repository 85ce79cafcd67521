package muster.dispatch.alert.command;

import java.util.List;
import muster.contracts.dispatch.DispatchEvent;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.Rejection;

/** What became of a command. */
public sealed interface CommandResult {

  /**
   * It was done, or was done already.
   *
   * @param alert as it is now
   * @param events what happened; none if the command only repeats what is already so
   */
  record Done(AlertState.Issued alert, List<DispatchEvent> events) implements CommandResult {
    public Done {
      events = List.copyOf(events);
    }
  }

  record Refused(Rejection rejection) implements CommandResult {}
}
