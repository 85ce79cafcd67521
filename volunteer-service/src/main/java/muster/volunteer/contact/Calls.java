package muster.volunteer.contact;

import java.util.Optional;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;

/** Which teams were called by which alerts, as dispatch-service has told it. */
public interface Calls {

  /** That can't be found out now. */
  final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unavailable(String why) {
      super(why);
    }

    public Unavailable(Throwable cause) {
      super(cause);
    }
  }

  /**
   * A call of the team within {@link Call#OPEN}, if there was one. May block for seconds.
   *
   * @param alert an id means the alert wherever it is, a number the newest one of that number in
   *     the scope that has called the team
   */
  Optional<Call> find(AlertReference alert, String teamId, JurisdictionCode scope)
      throws Unavailable;
}
