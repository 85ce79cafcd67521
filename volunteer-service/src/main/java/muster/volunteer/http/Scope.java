package muster.volunteer.http;

import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;

/** Where a list may look: what the caller asks for, within what the caller may see. */
public final class Scope {

  private Scope() {}

  /**
   * The whole of the caller's scope when nothing narrower is asked for.
   *
   * @param checks of the other parameters; what they found wrong is said first
   */
  public static JurisdictionCode of(
      Caller caller, FieldChecks checks, @Nullable String jurisdiction) {
    JurisdictionCode asked =
        jurisdiction == null ? null : checks.code("jurisdiction", jurisdiction);
    return Problems.orThrow(checks.outcome(() -> caller).then(valid -> within(valid, asked)));
  }

  /** Narrower or equal: what lies above the caller's scope would show too much. */
  private static Outcome<JurisdictionCode> within(Caller caller, @Nullable JurisdictionCode asked) {
    if (asked != null) {
      return caller.covers(asked)
          ? new Outcome.Done<>(asked)
          : new Outcome.Refused<>(new Rejection.OutOfScope(asked));
    }
    return caller
        .scope()
        .<Outcome<JurisdictionCode>>map(Outcome.Done::new)
        .orElseGet(
            () ->
                new Outcome.Refused<>(new Rejection.NotAllowed("the token names no jurisdiction")));
  }
}
