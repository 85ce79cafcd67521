package muster.volunteer.rules;

import java.time.Duration;
import java.util.List;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.FieldError;

/** Why a request is refused. Expected refusals are values; exceptions are for bugs and I/O. */
public sealed interface Rejection {

  /** At least one field is wrong. */
  record Invalid(List<FieldError> errors) implements Rejection {
    public Invalid {
      errors = List.copyOf(errors);
    }

    public static Invalid of(String field, String message) {
      return new Invalid(List.of(new FieldError(field, message)));
    }
  }

  /** The caller's roles don't allow it. */
  record NotAllowed(String reason) implements Rejection {}

  /** The caller's roles would allow it, but not in this jurisdiction. */
  record OutOfScope(JurisdictionCode jurisdiction) implements Rejection {}

  /**
   * @param what such as {@code team}
   */
  record Unknown(String what, String id) implements Rejection {}

  record Conflict(String reason) implements Rejection {}

  record TooSoon(Duration retryAfter) implements Rejection {}
}
