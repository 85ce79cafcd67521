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
        @Nullable Instant positionAt,
    @JsonPropertyDescription(
            "True: off duty because somebody said so. Absent: on duty, or off duty because nothing"
                + " was heard for long, or it is not known why")
        @Nullable Boolean offDutyByWord)
    implements Event {

  /** Of somebody on duty, or off duty for a reason that is not known. */
  public PresenceSnapshot(
      String volunteerId,
      Instant at,
      long version,
      boolean onDuty,
      @Nullable GeoPoint location,
      @Nullable Double accuracyMeters,
      @Nullable Instant positionAt) {
    this(volunteerId, at, version, onDuty, location, accuracyMeters, positionAt, null);
  }

  /** A position that may be farther off says nothing about where in a town somebody is. */
  private static final double COARSEST_METERS = 5_000;

  /**
   * Whether a position says where somebody is; one that doesn't is none.
   *
   * @param accuracyMeters null when the device did not say
   */
  public static boolean saysWhere(GeoPoint location, @Nullable Double accuracyMeters) {
    return (accuracyMeters == null || accuracyMeters <= COARSEST_METERS)
        && !location.standsForNone();
  }

  @Override
  public String key() {
    return volunteerId;
  }
}
