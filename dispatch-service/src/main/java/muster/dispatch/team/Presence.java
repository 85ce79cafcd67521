package muster.dispatch.team;

import java.time.Instant;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;

/**
 * A presence snapshot without references, a third of its size: the index holds one for every
 * volunteer.
 *
 * @param located the four that follow mean something, the last one also of who is off duty
 * @param atMillis when the position was taken; off duty, when that was said
 * @param offByWord off duty because somebody said so
 */
record Presence(
    long version,
    boolean onDuty,
    boolean located,
    double latitude,
    double longitude,
    double accuracyMeters,
    long atMillis,
    boolean offByWord) {

  /** Taken for a position whose device did not say how good it is. */
  static final double UNKNOWN_ACCURACY_METERS = 100;

  static Presence of(PresenceSnapshot snapshot) {
    GeoPoint location = snapshot.location();
    Double accuracy = snapshot.accuracyMeters();
    if (!snapshot.onDuty() || location == null || !PresenceSnapshot.saysWhere(location, accuracy)) {
      return new Presence(
          snapshot.version(),
          snapshot.onDuty(),
          false,
          0,
          0,
          0,
          snapshot.at().toEpochMilli(),
          !snapshot.onDuty() && Boolean.TRUE.equals(snapshot.offDutyByWord()));
    }
    Instant positionAt = snapshot.positionAt();
    return new Presence(
        snapshot.version(),
        true,
        true,
        location.latitude(),
        location.longitude(),
        accuracy == null ? UNKNOWN_ACCURACY_METERS : Math.max(0, accuracy),
        (positionAt == null ? snapshot.at() : positionAt).toEpochMilli(),
        false);
  }
}
