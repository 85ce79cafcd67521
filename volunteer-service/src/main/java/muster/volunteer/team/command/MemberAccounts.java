package muster.volunteer.team.command;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts of a team's members: volunteer id to account, of those that are registered. Empty is
 * a volunteer without an account.
 */
public interface MemberAccounts {

  Map<String, Optional<String>> accounts(Collection<String> volunteerIds);

  /** The same; none of them can change accounts before this transaction ends. */
  Map<String, Optional<String>> lockAccounts(Collection<String> volunteerIds);
}
