package muster.volunteer.jurisdiction.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionFilter;
import muster.volunteer.jurisdiction.Occupants;
import muster.volunteer.rules.Page;
import muster.volunteer.rules.Saved;

/** Jurisdictions as they are stored. What is said of many is one round trip, not one for each. */
public interface JurisdictionTable extends RegisteredJurisdictions {

  Optional<Jurisdiction> find(JurisdictionCode code);

  Page<Jurisdiction> list(JurisdictionFilter filter, Page.Request page);

  /** Those that exist, locked in the order of their codes until the transaction ends. */
  Map<JurisdictionCode, Jurisdiction> lock(Collection<JurisdictionCode> codes);

  /**
   * The same for one that is to be removed: who names it waits, and then does not find it.
   *
   * @return empty if it does not exist
   */
  Optional<Jurisdiction> lockForRemoval(JurisdictionCode code);

  /**
   * By code, the last version of those that were removed, locked in the order of their codes until
   * the transaction ends: nobody says that such a one is gone while it comes back.
   */
  Map<JurisdictionCode, Long> lockLastVersions(Collection<JurisdictionCode> codes);

  /** Codes of registered ones behind that one, in their order. */
  List<JurisdictionCode> codesAfter(String code, int limit);

  /** Codes of those that were removed at some time, behind that one, in their order. */
  List<JurisdictionCode> removedAfter(String code, int limit);

  /** In the jurisdiction and below it. */
  Occupants occupants(JurisdictionCode code);

  /** The changed ones are locked. */
  void write(List<Saved<Jurisdiction>> changes);

  /**
   * It is locked for that.
   *
   * @param version of its end, from which a later one of that code goes on
   */
  void remove(JurisdictionCode code, long version);
}
