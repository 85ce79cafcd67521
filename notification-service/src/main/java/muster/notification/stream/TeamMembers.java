package muster.notification.stream;

import java.util.Collection;

/** Who belongs to which team, as of now. Safe to be asked from any thread. */
public interface TeamMembers {
  Collection<String> accountsOf(String teamId);

  /** Of those volunteers that are in the team and have one. */
  Collection<String> accountsOf(String teamId, Collection<String> volunteerIds);

  Collection<String> teamsOf(String account);
}
