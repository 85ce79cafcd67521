package muster.volunteer.people.command;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.people.Volunteer;
import muster.volunteer.people.VolunteerFilter;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Saved;

/** Volunteers as they are stored. What is said of many is one round trip, not one for each. */
public interface VolunteerTable {

  Optional<Volunteer> find(String id);

  Page<Volunteer> list(VolunteerFilter filter, Page.Request page);

  /** By id; those that exist are locked in the order of their ids until the transaction ends. */
  Map<String, Volunteer> lock(Collection<String> ids);

  /** Volunteer id by account, of those of the accounts that are taken. */
  Map<String, String> idsByAccount(Collection<String> subjects);

  /**
   * By volunteer id, who else has the same number, by id; of those who share it with anybody.
   *
   * @param within of whom is told
   * @param limit of the others told for each
   */
  Map<String, List<String>> samePhone(Collection<String> ids, JurisdictionCode within, int limit);

  /**
   * Makes numbers findable that were written by an older version.
   *
   * @return how many there were, up to the limit
   */
  int digestPhones(int limit);

  /** Those of the ids that were of somebody who was erased. */
  Set<String> erased(Collection<String> ids);

  /** By id, the last version of presence of those who were erased, behind that id. */
  SortedMap<String, Long> erasedAfter(String id, int limit);

  /**
   * The volunteer is locked, and in no team.
   *
   * @param presenceVersion of the tombstone of the volunteer's presence
   */
  void erase(String id, Instant now, long presenceVersion);

  /** The changed ones are locked. */
  void write(List<Saved<Volunteer>> changes);
}
