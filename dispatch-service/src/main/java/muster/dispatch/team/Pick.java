package muster.dispatch.team;

import muster.contracts.dispatch.PickReason;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * A team to call, and why this one.
 *
 * @param jurisdiction where the team belongs; null when that is of no interest
 */
public record Pick(
    String teamId, String teamName, @Nullable JurisdictionCode jurisdiction, PickReason reason) {
  public Pick(String teamId, String teamName, PickReason reason) {
    this(teamId, teamName, null, reason);
  }
}
