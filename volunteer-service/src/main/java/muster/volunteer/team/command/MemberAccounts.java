package muster.volunteer.team.command;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import muster.volunteer.people.RegisteredVolunteer;

/** What a team needs to know of its members, of those that are registered. */
public interface MemberAccounts {

  /** Volunteer id to account. Empty is a volunteer without an account. */
  Map<String, Optional<String>> accounts(Collection<String> volunteerIds);

  /**
   * By volunteer id; none of them can change accounts or be erased before this transaction ends.
   */
  Map<String, RegisteredVolunteer> lockMembers(Collection<String> volunteerIds);
}
