package muster.volunteer.jurisdiction;

import java.util.Optional;
import java.util.Set;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/** What saving a jurisdiction means, given what is stored. */
public final class JurisdictionRules {

  private JurisdictionRules() {}

  /**
   * @param lastVersion of a jurisdiction of the same code that was removed, else 0
   * @param registered those of the wider jurisdictions that are registered; no parent is named at
   *     the top of what is, and nowhere else
   */
  public static Outcome<Saved<Jurisdiction>> decide(
      Caller caller,
      JurisdictionDraft draft,
      @Nullable Jurisdiction existing,
      long lastVersion,
      Set<JurisdictionCode> registered,
      SaveMode mode) {
    Optional<Rejection> outside = Access.within(caller, draft.code());
    if (outside.isPresent()) {
      return new Outcome.Refused<>(outside.get());
    }
    if (draft.parent() != null && !registered.contains(draft.parent())) {
      return new Outcome.Refused<>(
          Rejection.Invalid.of("parentCode", "no jurisdiction " + draft.parent()));
    }
    if (existing == null && mode == SaveMode.REPLACE) {
      return new Outcome.Refused<>(new Rejection.Unknown("jurisdiction", draft.code().value()));
    }
    if (existing != null && mode == SaveMode.CREATE) {
      return new Outcome.Refused<>(Rejection.Conflict.exists("jurisdiction", draft.code().value()));
    }
    Optional<JurisdictionCode> above =
        draft.code().wider().filter(registered::contains).findFirst();
    if (draft.parent() == null && above.isPresent()) {
      return new Outcome.Refused<>(
          Rejection.Invalid.of("parentCode", "is required, since it is in " + above.get()));
    }
    if (existing == null) {
      return new Outcome.Done<>(
          new Saved<>(Saved.Effect.CREATED, draft.atVersion(lastVersion + 1)));
    }
    if (draft.expectedVersion() != null && draft.expectedVersion() != existing.version()) {
      return new Outcome.Refused<>(Rejection.Conflict.otherVersion(existing.version()));
    }
    return new Outcome.Done<>(
        draft.saysNothingNewOf(existing)
            ? new Saved<>(Saved.Effect.UNCHANGED, existing)
            : new Saved<>(Saved.Effect.CHANGED, draft.atVersion(existing.version() + 1)));
  }
}
