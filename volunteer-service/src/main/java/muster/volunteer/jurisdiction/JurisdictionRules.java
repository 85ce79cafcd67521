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
   * @param parents those of the drafts' parents that are registered
   */
  public static Outcome<Saved<Jurisdiction>> decide(
      Caller caller,
      JurisdictionDraft draft,
      @Nullable Jurisdiction existing,
      long lastVersion,
      Set<JurisdictionCode> parents,
      SaveMode mode) {
    Optional<Rejection> outside = Access.within(caller, draft.code());
    if (outside.isPresent()) {
      return new Outcome.Refused<>(outside.get());
    }
    if (draft.parent() != null && !parents.contains(draft.parent())) {
      return new Outcome.Refused<>(
          Rejection.Invalid.of("parentCode", "no jurisdiction " + draft.parent()));
    }
    if (existing == null) {
      return mode == SaveMode.REPLACE
          ? new Outcome.Refused<>(new Rejection.Unknown("jurisdiction", draft.code().value()))
          : new Outcome.Done<>(new Saved<>(Saved.Effect.CREATED, draft.atVersion(lastVersion + 1)));
    }
    if (mode == SaveMode.CREATE) {
      return new Outcome.Refused<>(Rejection.Conflict.exists("jurisdiction", draft.code().value()));
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
