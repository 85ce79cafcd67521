package muster.volunteer.importing;

import java.util.List;
import muster.contracts.problem.FieldError;

/** One line of a bulk import, from 1. */
public sealed interface Line<D> {
  long number();

  record Good<D>(long number, D draft) implements Line<D> {}

  record Bad<D>(long number, List<FieldError> errors) implements Line<D> {}

  /** The rest is not read; this is the last line. */
  record Stop<D>(long number, Cause cause, String reason) implements Line<D> {

    public enum Cause {
      TOO_LARGE,
      MALFORMED
    }
  }
}
