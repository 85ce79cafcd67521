package muster.volunteer.presence.command;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.contracts.volunteer.VolunteerEvent;
import muster.volunteer.presence.Presence;

/** Presence as it is stored. What is said of many is one round trip, not one for each. */
public interface PresenceTable {

  /** Empty for somebody who never reported. */
  Optional<Presence> find(String volunteerId);

  /**
   * By volunteer id, locked in the order of the ids until the transaction ends: those who never
   * reported, too, but none who is erased meanwhile.
   *
   * @param volunteerIds of volunteers that are registered
   */
  Map<String, Presence> lock(Collection<String> volunteerIds);

  /** Ids of volunteers who have reported, behind that one, in their order. */
  List<String> idsAfter(String volunteerId, int limit);

  /** By volunteer id, of those who have reported, locked in the order of the ids. */
  Map<String, Presence> lockReported(Collection<String> volunteerIds);

  /**
   * Takes away what there is.
   *
   * @return what it was; empty for somebody who never reported
   */
  Optional<Presence> remove(String volunteerId);

  /**
   * Those on duty who were last heard at that time or before, locked until the transaction ends;
   * without those that somebody else has locked.
   *
   * @param limit how many at most
   */
  List<Presence> lockSilent(Instant lastHeard, int limit);

  /**
   * The teams of each, by volunteer id, in the order of the teams' ids; nothing for who is in none.
   */
  Map<String, List<VolunteerEvent.TeamOfVolunteer>> teamsOf(Collection<String> volunteerIds);

  /** They are locked. */
  void write(List<Presence> changes);
}
