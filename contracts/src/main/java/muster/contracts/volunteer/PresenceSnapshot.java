package muster.contracts.volunteer;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import muster.contracts.Event;
import muster.contracts.EventName;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/** Log-compacted by volunteer id with short retention: positions are not kept. */
@EventName("presence.snapshot.v1")
@JsonClassDescription("Whether a volunteer is on duty, and where.")
public record PresenceSnapshot(
    String volunteerId,
    Instant at,
    @JsonPropertyDescription("Grows with each change of this volunteer's presence") long version,
    boolean onDuty,
    @JsonPropertyDescription("Last known position, WGS-84; only while on duty")
        @Nullable GeoPoint location,
    @JsonPropertyDescription("Radius of 68 % confidence in metres, 0 to 100000")
        @Nullable Double accuracyMeters,
    @JsonPropertyDescription("When the position was taken") @Nullable Instant positionAt)
    implements Event {

  @Override
  public String key() {
    return volunteerId;
  }
}
