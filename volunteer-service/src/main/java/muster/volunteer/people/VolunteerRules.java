package muster.volunteer.people;

import java.util.Map;
import java.util.Objects;
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

/**
 * What saving a volunteer means, given what is stored. No answer tells whether an id is nobody's or
 * that of somebody who lives outside the caller's scope.
 */
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
    Optional<Rejection> outside = Access.within(caller, draft.jurisdiction());
    if (outside.isPresent()) {
      return new Outcome.Refused<>(outside.get());
    }
    if (existing == null && registry.erased().contains(draft.id())) {
      return new Outcome.Refused<>(Rejection.Conflict.erased(draft.id()));
    }
    // Whoever lives elsewhere is not there for this caller, but the id is taken.
    boolean there = existing != null && caller.covers(existing.jurisdiction());
    if (!there && mode == SaveMode.REPLACE) {
      return new Outcome.Refused<>(new Rejection.Unknown("volunteer", draft.id()));
    }
    if (existing != null && (!there || mode == SaveMode.CREATE)) {
      return new Outcome.Refused<>(Rejection.Conflict.exists("volunteer", draft.id()));
    }
    if (!registry.jurisdictions().contains(draft.jurisdiction())) {
      return new Outcome.Refused<>(
          Rejection.Invalid.of("jurisdiction", "no jurisdiction " + draft.jurisdiction()));
    }
    if (isTaken(draft.subject(), draft.id(), registry.accounts())) {
      return new Outcome.Refused<>(Rejection.Conflict.accountTaken());
    }
    if (existing == null) {
      return new Outcome.Done<>(new Saved<>(Saved.Effect.CREATED, next(caller, draft, null, 1)));
    }
    if (draft.expectedVersion() != null && draft.expectedVersion() != existing.version()) {
      return new Outcome.Refused<>(Rejection.Conflict.otherVersion(existing.version()));
    }
    Volunteer same = next(caller, draft, existing, existing.version());
    return new Outcome.Done<>(
        same.equals(existing)
            ? new Saved<>(Saved.Effect.UNCHANGED, existing)
            : new Saved<>(
                Saved.Effect.CHANGED, next(caller, draft, existing, existing.version() + 1)));
  }

  /**
   * The proposed account becomes the volunteer's.
   *
   * @param accounts volunteer id by account, of the accounts that are taken
   */
  public static Outcome<Saved<Volunteer>> link(
      Caller caller, String id, @Nullable Volunteer existing, Map<String, String> accounts) {
    boolean proposed = existing != null && caller.subject().equals(existing.proposedSubject());
    boolean own = existing != null && caller.subject().equals(existing.subject());
    Optional<Volunteer> seen =
        Optional.ofNullable(existing)
            .filter(one -> proposed || own || Access.mayWrite(caller, one.jurisdiction()));
    if (seen.isEmpty()) {
      return notThere(caller, id);
    }
    Volunteer volunteer = seen.get();
    if (volunteer.proposedSubject() == null) {
      return volunteer.subject() == null
          ? new Outcome.Refused<>(Rejection.Conflict.nothingProposed())
          : new Outcome.Done<>(new Saved<>(Saved.Effect.UNCHANGED, volunteer));
    }
    if (!proposed && !Access.vouches(caller, volunteer.jurisdiction())) {
      return own
          ? new Outcome.Done<>(new Saved<>(Saved.Effect.UNCHANGED, volunteer))
          : new Outcome.Refused<>(new Rejection.NotAllowed());
    }
    if (isTaken(volunteer.proposedSubject(), id, accounts)) {
      return new Outcome.Refused<>(Rejection.Conflict.accountTaken());
    }
    return new Outcome.Done<>(new Saved<>(Saved.Effect.CHANGED, volunteer.linked()));
  }

  /** Owners give back their own account or refuse it; staff in scope takes away both. */
  public static Outcome<Saved<Volunteer>> unlink(
      Caller caller, String id, @Nullable Volunteer existing) {
    if (existing != null && Access.mayWrite(caller, existing.jurisdiction())) {
      return withAccounts(existing, null, null);
    }
    boolean own = existing != null && caller.subject().equals(existing.subject());
    boolean proposed = existing != null && caller.subject().equals(existing.proposedSubject());
    if (existing == null || !own && !proposed) {
      return notThere(caller, id);
    }
    return withAccounts(
        existing, own ? null : existing.subject(), proposed ? null : existing.proposedSubject());
  }

  private static Outcome<Saved<Volunteer>> withAccounts(
      Volunteer existing, @Nullable String own, @Nullable String proposed) {
    return new Outcome.Done<>(
        Objects.equals(own, existing.subject())
                && Objects.equals(proposed, existing.proposedSubject())
            ? new Saved<>(Saved.Effect.UNCHANGED, existing)
            : new Saved<>(Saved.Effect.CHANGED, existing.withAccounts(own, proposed)));
  }

  /** The same whether there is nobody of that id, or somebody elsewhere. */
  private static Outcome<Saved<Volunteer>> notThere(Caller caller, String id) {
    return new Outcome.Refused<>(
        Access.ofWriters(caller).orElse(new Rejection.Unknown("volunteer", id)));
  }

  private static boolean isTaken(
      @Nullable String subject, String id, Map<String, String> accounts) {
    return subject != null && !id.equals(accounts.getOrDefault(subject, id));
  }

  /** Whoever's word is not enough for another account proposes it. */
  private static Volunteer next(
      Caller caller, VolunteerDraft draft, @Nullable Volunteer existing, long version) {
    String asked = draft.subject();
    String own = existing == null ? null : existing.subject();
    String proposed = existing == null ? null : existing.proposedSubject();
    if (asked == null || asked.equals(own)) {
      return draft.become(asked, proposed, version);
    }
    boolean enough =
        asked.equals(caller.subject())
            || Access.vouches(caller, draft.jurisdiction())
                && (existing == null || Access.vouches(caller, existing.jurisdiction()));
    return enough ? draft.become(asked, null, version) : draft.become(own, asked, version);
  }
}
