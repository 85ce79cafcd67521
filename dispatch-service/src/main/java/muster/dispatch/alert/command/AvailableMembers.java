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
   * Whether the team could be waited for again: somebody of it is on duty, on no other alert, has
   * not said no, and is not the only one who could come with another team that this alert waits
   * for.
   */
  public boolean hasSomebodyFree(AlertState.Issued alert, String teamId) {
    return hasSomebodyFree(alert, teamId, alert.unavailablePeople());
  }

  /** The same when all of the team are asked anew, also who has said no. */
  boolean hasSomebodyToAsk(AlertState.Issued alert, String teamId) {
    return hasSomebodyFree(alert, teamId, alert.peopleOfOthersThan(teamId));
  }

  private boolean hasSomebodyFree(AlertState.Issued alert, String teamId, Set<String> unavailable) {
    Set<String> others = new HashSet<>(alert.waitingTeams());
    others.remove(teamId);
    Set<String> away = new HashSet<>(unavailable);
    if (!alert.issued().terms().sharesTeams()) {
      Set<String> people = new HashSet<>(index.listOnDuty(teamId));
      others.forEach(other -> people.addAll(index.listOnDuty(other)));
      away.addAll(personCommitments.listOnOtherAlert(alert.issued().alertId(), people));
    }
    return index.hasPeopleOfItsOwn(teamId, others, away);
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
