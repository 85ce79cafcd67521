package muster.volunteer.jurisdiction;

import java.time.Instant;
import java.util.List;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.JurisdictionSnapshot;
import muster.volunteer.rules.Differences;
import org.jspecify.annotations.Nullable;

/**
 * An administrative division. Its level follows from its code.
 *
 * @param parent null for the top of the tree that is registered here
 * @param version grows by one with each change, from 1
 */
public record Jurisdiction(
    JurisdictionCode code,
    String name,
    @Nullable JurisdictionCode parent,
    @Nullable GeoPoint location,
    long version) {

  /** What others are told of it. */
  public JurisdictionSnapshot snapshot(Instant now) {
    return new JurisdictionSnapshot(code, now, version, name, parent, location);
  }

  /** What is no more as it was. */
  public List<String> changedSince(Jurisdiction before) {
    return new Differences()
        .of("name", before.name, name)
        .of("parentCode", before.parent, parent)
        .of("location", before.location, location)
        .fields();
  }
}
