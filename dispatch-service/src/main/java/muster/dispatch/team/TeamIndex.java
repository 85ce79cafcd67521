package muster.dispatch.team;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;

public final class TeamIndex {
  /** False when an equal or newer version was known already. */
  public boolean apply(TeamSnapshot team) {
    throw new UnsupportedOperationException();
  }

  /** The team is gone (a tombstone on its topic). */
  public void removeTeam(String teamId) {
    throw new UnsupportedOperationException();
  }

  /** False when an equal or newer version was known already. */
  public boolean apply(PresenceSnapshot presence) {
    throw new UnsupportedOperationException();
  }

  /** Nothing is known of the volunteer's presence any more (a tombstone on its topic). */
  public void removePresence(String volunteerId) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param onOtherAlert says of a team id whether it is busy on another alert
   */
  public Selection select(
      Search search, Reckoning reckoning, Predicate<String> onOtherAlert, Instant now) {
    throw new UnsupportedOperationException();
  }

  public Optional<TeamSnapshot> findTeam(String teamId) {
    throw new UnsupportedOperationException();
  }

  /** The teams that the account is a member of, with its role in each. */
  public List<Membership> listMemberships(String subject) {
    throw new UnsupportedOperationException();
  }

  public int teams() {
    throw new UnsupportedOperationException();
  }

  public int volunteers() {
    throw new UnsupportedOperationException();
  }
}
