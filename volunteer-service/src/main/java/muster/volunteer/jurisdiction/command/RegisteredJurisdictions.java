package muster.volunteer.jurisdiction.command;

import java.util.Collection;
import java.util.Set;
import muster.contracts.place.JurisdictionCode;

/** What other features ask of the tree. */
public interface RegisteredJurisdictions {

  /** Those of the codes that are registered. */
  Set<JurisdictionCode> registered(Collection<JurisdictionCode> codes);
}
