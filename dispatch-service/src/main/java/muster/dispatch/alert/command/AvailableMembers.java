package muster.dispatch.alert.command;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
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
