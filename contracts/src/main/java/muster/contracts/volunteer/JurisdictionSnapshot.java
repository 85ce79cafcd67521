package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

@EventName("jurisdiction.snapshot.v1")
@JsonClassDescription(
    "A registered jurisdiction as of now. Log-compacted; a tombstone means that it is registered no"
        + " more.")
public record JurisdictionSnapshot(
    @JsonPropertyDescription("Its GB/T 2260 code") JurisdictionCode code,
    Instant at,
    @JsonPropertyDescription("Grows with each change of the jurisdiction") long version,
    @JsonPropertyDescription("Its official name, 1 to 100 characters") String name,
    @JsonPropertyDescription("The next wider registered jurisdiction; absent at the top")
        @Nullable JurisdictionCode parent,
    @JsonPropertyDescription("Where its center is, WGS-84, if that is registered")
        @Nullable GeoPoint location)
    implements Event {

  @Override
  public String key() {
    return code.value();
  }
}
