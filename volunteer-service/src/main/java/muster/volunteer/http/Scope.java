package muster.volunteer.http;

import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;

/** Where a list may look: what the caller asks for, within what the caller may see. */
public final class Scope {

  private Scope() {}

  /** The whole of the caller's scope when nothing narrower is asked for. */
  public static JurisdictionCode of(
      Caller caller, FieldChecks checks, @Nullable String jurisdiction) {
    if (jurisdiction == null) {
      return caller
          .scope()
          .orElseThrow(
              () -> Problems.of(new Rejection.NotAllowed("the token names no jurisdiction")));
    }
    JurisdictionCode code = checks.code("jurisdiction", jurisdiction);
    // Narrower or equal: what lies above the caller's scope would show too much.
    return Problems.orThrow(
        checks
            .outcome(() -> code)
            .then(
                valid ->
                    Access.within(caller, valid)
                        .<Outcome<JurisdictionCode>>map(Outcome.Refused::new)
                        .orElseGet(() -> new Outcome.Done<>(valid))));
  }
}
