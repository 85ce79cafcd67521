package muster.volunteer.presence;

import muster.contracts.access.Caller;
import muster.contracts.access.Role;
import muster.volunteer.people.RegisteredVolunteer;
import muster.volunteer.rules.Access;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Whose presence a caller may read and report. No answer tells whether an id is nobody's or that of
 * somebody who lives outside the caller's scope.
 */
public final class PresenceAccess {

  private PresenceAccess() {}

  /**
   * Staff in scope, and everybody their own.
   *
   * @param volunteer null when there is none of that id
   */
  public static Outcome<RegisteredVolunteer> mayRead(
      Caller caller, String id, @Nullable RegisteredVolunteer volunteer) {
    if (volunteer != null
        && (caller.subject().equals(volunteer.subject())
            || Access.isStaff(caller) && caller.covers(volunteer.jurisdiction()))) {
      return new Outcome.Done<>(volunteer);
    }
    return new Outcome.Refused<>(
        Access.ofReaders(caller).orElse(new Rejection.Unknown("volunteer", id)));
  }

  /**
   * Volunteers for themselves, dispatchers and officers for anybody in scope.
   *
   * @param volunteer null when there is none of that id
   */
  public static Outcome<RegisteredVolunteer> mayReport(
      Caller caller, String id, @Nullable RegisteredVolunteer volunteer) {
    if (volunteer != null
        && (caller.hasAny(Role.VOLUNTEER, Role.CAPTAIN)
                && caller.subject().equals(volunteer.subject())
            || Access.mayWrite(caller, volunteer.jurisdiction()))) {
      return new Outcome.Done<>(volunteer);
    }
    return new Outcome.Refused<>(
        Access.ofWriters(caller).orElse(new Rejection.Unknown("volunteer", id)));
  }
}
