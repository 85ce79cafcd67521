package muster.volunteer.jurisdiction;

import java.util.Optional;
import muster.contracts.access.Caller;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/** What saving an outline means, given what is stored. */
public final class OutlineRules {
  private OutlineRules() {}

  public static Outcome<Saved<Outline>> decide(
      Caller caller, Outline draft, boolean isRegistered, @Nullable Outline existing) {
    Optional<Rejection> outside = Access.within(caller, draft.code());
    if (outside.isPresent()) {
      return new Outcome.Refused<>(outside.get());
    }
    if (!isRegistered) {
      return new Outcome.Refused<>(Rejection.Invalid.of("code", "no jurisdiction " + draft.code()));
    }
    if (existing == null) {
      return new Outcome.Done<>(new Saved<>(Saved.Effect.CREATED, draft));
    }
    return new Outcome.Done<>(
        draft.saysTheSameAs(existing)
            ? new Saved<>(Saved.Effect.UNCHANGED, existing)
            : new Saved<>(
                Saved.Effect.CHANGED,
                new Outline(draft.code(), draft.crs(), draft.polygons(), existing.version() + 1)));
  }
}
