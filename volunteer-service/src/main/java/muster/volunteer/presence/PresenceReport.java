package muster.volunteer.presence;

import java.time.Instant;
import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * What a volunteer's device, or the command center for it, says.
 *
 * @param location null: nothing new of where the volunteer is
 * @param positionAt when the position was taken; null: now
 */
public record PresenceReport(
    String volunteerId,
    boolean onDuty,
    @Nullable GeoPoint location,
    @Nullable Double accuracyMeters,
    @Nullable Instant positionAt) {

  /** Without a position. */
  static PresenceReport onDuty(String volunteerId) {
    return new PresenceReport(volunteerId, true, null, null, null);
  }

  static PresenceReport offDuty(String volunteerId) {
    return new PresenceReport(volunteerId, false, null, null, null);
  }
}
