package muster.volunteer.team.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Saved;
import muster.volunteer.team.Team;
import muster.volunteer.team.TeamFilter;

/** Teams as they are stored. What is said of many is one round trip, not one for each. */
public interface TeamTable {

  Optional<Team> find(String id);

  Page<Team> list(TeamFilter filter, Page.Request page);

  /** By id; those that exist are locked in the order of their ids until the transaction ends. */
  Map<String, Team> lock(Collection<String> ids);

  /**
   * By id, the last version of those that were disbanded, locked in the order of their ids until
   * the transaction ends: nobody says that such a team is gone while it comes back.
   */
  Map<String, Long> lockLastVersions(Collection<String> ids);

  /** Those of the ids that are of a team. */
  Set<String> existing(Collection<String> ids);

  /** Ids of teams behind that one, in their order. */
  List<String> idsAfter(String id, int limit);

  /** Ids of teams that were disbanded at some time, behind that one, in their order. */
  List<String> disbandedAfter(String id, int limit);

  /** Ids of the teams that any of the volunteers is in, in their order. */
  List<String> idsOfMembers(Collection<String> volunteerIds);

  /** With their members. The changed ones are locked. */
  void write(List<Saved<Team>> changes);

  /** Those of the teams of which any member is on duty. */
  Set<String> onDuty(Collection<String> ids);

  /** Nothing but their versions and times. They are locked. */
  void writeVersions(List<Team> touched);

  /**
   * @param version of the team's end, from which a later team of that id goes on
   */
  void disband(String id, long version);
}
