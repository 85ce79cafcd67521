package muster.dispatch.team;

import muster.contracts.volunteer.TeamSnapshot;

/** Is told of teams one after the other, each followed by those of it who are on duty. */
public interface TeamVisitor {

  /**
   * The next team.
   *
   * @param onDuty how many of it are
   */
  void team(TeamSnapshot team, int onDuty);

  /**
   * Somebody of the last team who is on duty.
   *
   * @param inOtherTeams the same person comes again with those of them that are told of
   * @param latitude WGS-84, of the last position, else of the team's base
   * @param positionAt when the person was there, in milliseconds since the epoch; 0 for the base
   */
  void personOnDuty(
      String volunteerId, boolean inOtherTeams, double latitude, double longitude, long positionAt);
}
