package muster.volunteer.presence;

import muster.contracts.place.GeoPoint;
import org.jspecify.annotations.Nullable;

/** What a volunteer's device, or the command center for it, says. */
public record PresenceReport(
    String volunteerId,
    boolean onDuty,
    @Nullable GeoPoint location,
    @Nullable Double accuracyMeters) {

  boolean repeats(Presence current) {
    Presence.Position position = current.position();
    return onDuty == current.onDuty()
        && (position == null
            ? location == null
            : position.point().equals(location)
                && java.util.Objects.equals(position.accuracyMeters(), accuracyMeters));
  }
}
