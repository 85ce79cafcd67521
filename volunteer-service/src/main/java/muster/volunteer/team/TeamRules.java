package muster.volunteer.team;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.FieldError;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/** What saving a team means, given what is stored. */
public final class TeamRules {

  private TeamRules() {}

  /**
   * What the registry holds of the things that a draft names.
   *
   * @param jurisdictions those that are registered
   * @param volunteers where those live that are registered
   */
  public record Registry(
      Set<JurisdictionCode> jurisdictions, Map<String, JurisdictionCode> volunteers) {}

  /**
   * @param lastVersion of a disbanded team of the same id, else 0
   */
  public static Outcome<Saved<Team>> decide(
      Caller caller,
      TeamDraft draft,
      @Nullable Team existing,
      long lastVersion,
      Registry registry,
      SaveMode mode,
      Instant now) {
    Optional<Rejection> outside = Access.within(caller, draft.jurisdiction());
    if (outside.isPresent()) {
      return new Outcome.Refused<>(outside.get());
    }
    // One of elsewhere is not there for this caller, but the id is taken.
    boolean there = existing != null && caller.covers(existing.jurisdiction());
    if (!there && mode == SaveMode.REPLACE) {
      return new Outcome.Refused<>(new Rejection.Unknown("team", draft.id()));
    }
    if (existing != null && (!there || mode == SaveMode.CREATE)) {
      return new Outcome.Refused<>(Rejection.Conflict.exists("team", draft.id()));
    }
    List<FieldError> errors = unregistered(caller, draft, existing, registry);
    if (!errors.isEmpty()) {
      return new Outcome.Refused<>(new Rejection.Invalid(errors));
    }
    if (existing == null) {
      return new Outcome.Done<>(
          new Saved<>(Saved.Effect.CREATED, draft.atVersion(lastVersion + 1, now)));
    }
    if (draft.expectedVersion() != null && draft.expectedVersion() != existing.version()) {
      return new Outcome.Refused<>(Rejection.Conflict.otherVersion(existing.version()));
    }
    return new Outcome.Done<>(
        draft.saysNothingNewOf(existing)
            ? new Saved<>(Saved.Effect.UNCHANGED, existing)
            : new Saved<>(Saved.Effect.CHANGED, draft.atVersion(existing.version() + 1, now)));
  }

  /**
   * Of members the same is said whether there is nobody of that id, or somebody outside the
   * caller's scope. Who is a member already stays one: somebody with a wider scope has seen to
   * that.
   */
  private static List<FieldError> unregistered(
      Caller caller, TeamDraft draft, @Nullable Team existing, Registry registry) {
    List<FieldError> errors = new ArrayList<>();
    if (!registry.jurisdictions().contains(draft.jurisdiction())) {
      errors.add(new FieldError("jurisdiction", "no jurisdiction " + draft.jurisdiction()));
    }
    for (Team.Member one : draft.members()) {
      JurisdictionCode home = registry.volunteers().get(one.volunteerId());
      boolean member = existing != null && existing.hasMember(one.volunteerId());
      if (home == null || !member && !caller.covers(home)) {
        errors.add(
            new FieldError(
                "members", "no volunteer " + one.volunteerId() + " in your jurisdiction"));
      }
    }
    return errors;
  }
}
