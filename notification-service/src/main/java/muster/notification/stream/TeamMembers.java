package muster.notification.stream;

import java.util.Collection;

/** Who belongs to which team, as of now. Safe to be asked from any thread. */
public interface TeamMembers {
  Collection<String> accountsOf(String teamId);

  Collection<String> teamsOf(String account);
}
