package muster.volunteer.people;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/** What saving a volunteer means, given what is stored. */
public final class VolunteerRules {

  private VolunteerRules() {}

  /**
   * What the registry holds of the things that a draft names.
   *
   * @param jurisdictions those that are registered
   * @param accounts volunteer id by account, of the accounts that are taken
   * @param erased those of the ids that were of somebody who was erased
   */
  public record Registry(
      Set<JurisdictionCode> jurisdictions, Map<String, String> accounts, Set<String> erased) {}

  public static Outcome<Saved<Volunteer>> decide(
      Caller caller,
      VolunteerDraft draft,
      @Nullable Volunteer existing,
      Registry registry,
      SaveMode mode) {
    if (existing == null && registry.erased().contains(draft.id())) {
      return new Outcome.Refused<>(Rejection.Conflict.erased(draft.id()));
    }
    if (existing == null && mode == SaveMode.REPLACE) {
      return new Outcome.Refused<>(new Rejection.Unknown("volunteer", draft.id()));
    }
    Optional<Rejection> outside =
        Stream.concat(
                Stream.ofNullable(existing).map(Volunteer::jurisdiction),
                Stream.of(draft.jurisdiction()))
            .flatMap(code -> Access.within(caller, code).stream())
            .findFirst();
    if (outside.isPresent()) {
      return new Outcome.Refused<>(outside.get());
    }
    if (!registry.jurisdictions().contains(draft.jurisdiction())) {
      return new Outcome.Refused<>(
          Rejection.Invalid.of("jurisdiction", "no jurisdiction " + draft.jurisdiction()));
    }
    if (existing != null && mode == SaveMode.CREATE) {
      return new Outcome.Refused<>(Rejection.Conflict.exists("volunteer", draft.id()));
    }
    if (draft.subject() != null
        && !draft.id().equals(registry.accounts().getOrDefault(draft.subject(), draft.id()))) {
      return new Outcome.Refused<>(
          new Rejection.Conflict(
              Rejection.Conflict.Reason.ACCOUNT_TAKEN, "Another volunteer has this account."));
    }
    if (existing == null) {
      return new Outcome.Done<>(new Saved<>(Saved.Effect.CREATED, draft.atVersion(1)));
    }
    if (draft.expectedVersion() != null && draft.expectedVersion() != existing.version()) {
      return new Outcome.Refused<>(Rejection.Conflict.otherVersion(existing.version()));
    }
    Volunteer same = draft.atVersion(existing.version());
    return new Outcome.Done<>(
        same.equals(existing)
            ? new Saved<>(Saved.Effect.UNCHANGED, existing)
            : new Saved<>(Saved.Effect.CHANGED, draft.atVersion(existing.version() + 1)));
  }
}
