package muster.volunteer.contact;

import java.util.Optional;
import java.util.UUID;

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

  /** A call of the team within {@link Call#OPEN}, if there was one. May block for seconds. */
  Optional<Call> find(UUID alertId, String teamId) throws Unavailable;
}
