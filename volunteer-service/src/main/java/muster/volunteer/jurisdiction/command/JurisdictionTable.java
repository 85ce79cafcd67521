package muster.volunteer.jurisdiction.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionFilter;
import muster.volunteer.rules.Page;

/** Jurisdictions as they are stored. What is said of many is one round trip, not one for each. */
public interface JurisdictionTable extends RegisteredJurisdictions {

  Optional<Jurisdiction> find(JurisdictionCode code);

  Page<Jurisdiction> list(JurisdictionFilter filter, Page.Request page);

  /** Those that exist, locked in the order of their codes until the transaction ends. */
  Map<JurisdictionCode, Jurisdiction> lock(Collection<JurisdictionCode> codes);

  /**
   * @param changes version 1 is new, any other is locked
   */
  void write(List<Jurisdiction> changes);
}
