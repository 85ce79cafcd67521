package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

@EventName("presence.snapshot.v1")
@JsonClassDescription(
    "Whether a volunteer is on duty, and where. Log-compacted with short retention: positions are"
        + " not kept. A tombstone means that nothing is known any more.")
public record PresenceSnapshot(
    @JsonPropertyDescription("The volunteer, 1 to 64 of A-Z a-z 0-9 . _ -") String volunteerId,
    Instant at,
    @JsonPropertyDescription("Grows with each change of this volunteer's presence") long version,
    @JsonPropertyDescription("True: may be called") boolean onDuty,
    @JsonPropertyDescription("Last known position, WGS-84; only while on duty")
        @Nullable GeoPoint location,
    @JsonPropertyDescription("Radius of 68 % confidence in metres, 0 to 100000")
        @Nullable Double accuracyMeters,
    @JsonPropertyDescription("When the position was taken; present exactly when location is")
        @Nullable Instant positionAt)
    implements Event {

  @Override
  public String key() {
    return volunteerId;
  }
}
