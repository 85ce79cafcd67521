package muster.volunteer.rules;

import java.time.Duration;
import java.util.List;
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

  /** None of the caller's roles allows it. */
  record NotAllowed() implements Rejection {}

  /**
   * The caller's roles would allow it, but not there. Where that is stays unsaid: it may be what is
   * stored.
   */
  record OutOfScope() implements Rejection {}

  /**
   * @param what such as {@code team}
   */
  record Unknown(String what, String id) implements Rejection {}

  /**
   * It does not go with what is stored.
   *
   * @param detail a sentence for people
   */
  record Conflict(Reason reason, String detail) implements Rejection {

    /** For machines; the names are on the wire. */
    public enum Reason {
      /** There is one of that id. */
      EXISTS,
      /** Somebody else has changed it since it was read. */
      OTHER_VERSION,
      /** Another volunteer has the account. */
      ACCOUNT_TAKEN,
      /** There is no account to confirm. */
      NOTHING_PROPOSED,
      /** The id was somebody's who was erased. */
      ERASED,
      /** Something stands in it. */
      OCCUPIED,
      /** Others were changing the same all the time. */
      OVERTAKEN
    }

    public static Conflict exists(String what, String id) {
      return new Conflict(Reason.EXISTS, "There is a %s %s already.".formatted(what, id));
    }

    public static Conflict accountTaken() {
      return new Conflict(Reason.ACCOUNT_TAKEN, "Another volunteer has this account.");
    }

    public static Conflict nothingProposed() {
      return new Conflict(Reason.NOTHING_PROPOSED, "Nobody has named an account to link.");
    }

    public static Conflict erased(String id) {
      return new Conflict(
          Reason.ERASED,
          "The id %s was somebody's who was erased; it is not used again.".formatted(id));
    }

    public static Conflict overtaken() {
      return new Conflict(
          Reason.OVERTAKEN, "Others were changing the same at the same time; send it again.");
    }

    public static Conflict otherVersion(long version) {
      return new Conflict(Reason.OTHER_VERSION, "The version is %d by now.".formatted(version));
    }
  }

  record TooSoon(Duration retryAfter) implements Rejection {}
}
