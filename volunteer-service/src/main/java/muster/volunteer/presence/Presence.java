package muster.volunteer.presence;

import java.time.Instant;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Whether a volunteer is on duty, and where.
 *
 * @param offDutyByWord off duty because somebody said so, not because nothing was heard
 * @param position only while on duty
 * @param reportedAt when this was last said
 * @param version grows by one with each change, from 1; 0 for somebody who never reported
 * @param dutyChanges how often the volunteer went on or off duty so far
 */
public record Presence(
    String volunteerId,
    boolean onDuty,
    boolean offDutyByWord,
    @Nullable Position position,
    Instant reportedAt,
    long version,
    long dutyChanges) {

  /** Where somebody was. */
  public record Position(GeoPoint point, @Nullable Double accuracyMeters, Instant at) {}

  /** What others are told of it. */
  public PresenceSnapshot snapshot() {
    return new PresenceSnapshot(
        volunteerId,
        reportedAt,
        version,
        onDuty,
        position == null ? null : position.point(),
        position == null ? null : position.accuracyMeters(),
        position == null ? null : position.at(),
        offDutyByWord ? true : null);
  }

  public static Presence neverReported(String volunteerId) {
    return new Presence(volunteerId, false, false, null, Instant.EPOCH, 0, 0);
  }
}
