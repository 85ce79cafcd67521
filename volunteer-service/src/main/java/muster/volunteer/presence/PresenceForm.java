package muster.volunteer.presence;

import java.time.Instant;
import muster.contracts.place.GeoPoint;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.PlaceForm;
import org.jspecify.annotations.Nullable;

/**
 * Presence as a request gives it.
 *
 * @param location ignored when off duty: a position is kept only while on duty; on duty, one that
 *     says nothing (0/0, or more than 5 km off) is as good as none
 * @param positionAt when the position was taken; null: now
 */
public record PresenceForm(
    @Nullable String volunteerId,
    @Nullable Boolean onDuty,
    @Nullable PlaceForm location,
    @Nullable Double accuracyMeters,
    @Nullable Instant positionAt) {
  public static final double MAX_ACCURACY_METERS = 100_000;

  public PresenceForm withVolunteerId(String other) {
    return new PresenceForm(other, onDuty, location, accuracyMeters, positionAt);
  }

  public Outcome<PresenceReport> check() {
    FieldChecks checks = new FieldChecks();
    String id = checks.id("volunteerId", volunteerId);
    checks.require(onDuty != null, "onDuty", "is required");
    GeoPoint place = checks.optionalPosition("location", location);
    if (accuracyMeters != null) {
      checks.require(
          accuracyMeters >= 0 && accuracyMeters <= MAX_ACCURACY_METERS,
          "accuracyMeters",
          "must be between 0 and 100000");
      checks.require(location != null, "accuracyMeters", "says nothing without a location");
    }
    checks.require(
        positionAt == null || location != null, "positionAt", "says nothing without a location");
    boolean duty = Boolean.TRUE.equals(onDuty);
    return checks.outcome(
        () -> {
          if (!duty) {
            return PresenceReport.offDuty(id);
          }
          return place == null || !PresenceSnapshot.saysWhere(place, accuracyMeters)
              ? PresenceReport.onDuty(id)
              : new PresenceReport(id, true, place, accuracyMeters, positionAt);
        });
  }
}
