package muster.dispatch.alert.command;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import muster.dispatch.alert.AlertState;
import muster.dispatch.alert.postgres.PersonCommitmentTable;
import muster.dispatch.team.TeamIndex;

/** Who of a team could come to an alert right now. */
public final class AvailableMembers {
  private final TeamIndex index;
  private final PersonCommitmentTable personCommitments;

  public AvailableMembers(TeamIndex index, PersonCommitmentTable personCommitments) {
    this.index = index;
    this.personCommitments = personCommitments;
  }

  /**
   * Whether the team could be waited for again: somebody of it is on duty, on no other alert, and
   * not the only one who could come with another team that this alert waits for.
   */
  public boolean freeFor(AlertState.Issued alert, String teamId) {
    Set<String> away = new HashSet<>(alert.unavailablePeople());
    if (!alert.issued().terms().sharesTeams()) {
      Set<String> people = new HashSet<>(index.listOnDuty(teamId));
      alert.waitingTeams().forEach(waiting -> people.addAll(index.listOnDuty(waiting)));
      away.addAll(personCommitments.listOnOtherAlert(alert.issued().alertId(), people));
    }
    return index.hasPeopleOfItsOwn(teamId, alert.waitingTeams(), away);
  }

  /**
   * Ids of those on duty who are not on another alert.
   *
   * @param volunteerId whoever asks is not looked for
   */
  public Set<String> othersThan(String volunteerId, String teamId, UUID alertId) {
    Set<String> available = new LinkedHashSet<>(index.listOnDuty(teamId));
    available.remove(volunteerId);
    available.removeAll(personCommitments.listOnOtherAlert(alertId, available));
    return available;
  }
}
