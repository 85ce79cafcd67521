package muster.volunteer.presence;

import java.util.Optional;
import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.volunteer.people.RegisteredVolunteer;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;

/** Whose presence a caller may read and report. */
public final class PresenceAccess {

  private PresenceAccess() {}

  /**
   * Staff in scope, and everybody their own.
   *
   * @param volunteer null when there is none of that id
   */
  public static Outcome<RegisteredVolunteer> mayRead(
      Caller caller, String id, @Nullable RegisteredVolunteer volunteer) {
    if (volunteer == null) {
      return new Outcome.Refused<>(
          Access.ofReaders(caller).orElse(new Rejection.Unknown("volunteer", id)));
    }
    if (caller.subject().equals(volunteer.subject())) {
      return new Outcome.Done<>(volunteer);
    }
    return permit(
        volunteer,
        Access.ofReaders(caller).or(() -> Access.within(caller, volunteer.jurisdiction())));
  }

  /**
   * Volunteers for themselves, dispatchers and officers for anybody in scope.
   *
   * @param volunteer null when there is none of that id
   */
  public static Outcome<RegisteredVolunteer> mayReport(
      Caller caller, String id, @Nullable RegisteredVolunteer volunteer) {
    if (volunteer == null) {
      return new Outcome.Refused<>(
          Access.ofWriters(caller).orElse(new Rejection.Unknown("volunteer", id)));
    }
    if (caller.hasAny(Role.VOLUNTEER, Role.CAPTAIN)
        && caller.subject().equals(volunteer.subject())) {
      return new Outcome.Done<>(volunteer);
    }
    return permit(
        volunteer,
        Access.ofWriters(caller).or(() -> Access.within(caller, volunteer.jurisdiction())));
  }

  private static Outcome<RegisteredVolunteer> permit(
      RegisteredVolunteer volunteer, Optional<Rejection> refusal) {
    return refusal
        .<Outcome<RegisteredVolunteer>>map(Outcome.Refused::new)
        .orElseGet(() -> new Outcome.Done<>(volunteer));
  }
}
