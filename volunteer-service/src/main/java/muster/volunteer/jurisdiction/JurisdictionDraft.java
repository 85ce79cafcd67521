package muster.volunteer.jurisdiction;

import java.util.Objects;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** What a jurisdiction is to be; checked on its own, not yet against the tree. */
public record JurisdictionDraft(
    JurisdictionCode code,
    String name,
    @Nullable JurisdictionCode parent,
    @Nullable GeoPoint location,
    @Nullable Long expectedVersion) {

  public Jurisdiction atVersion(long version) {
    return new Jurisdiction(code, name, parent, location, version);
  }

  public boolean saysNothingNewOf(Jurisdiction existing) {
    return name.equals(existing.name())
        && Objects.equals(parent, existing.parent())
        && Objects.equals(location, existing.location());
  }
}
