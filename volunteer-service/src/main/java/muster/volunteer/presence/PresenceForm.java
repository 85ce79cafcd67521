package muster.volunteer.presence;

import muster.contracts.place.GeoPoint;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.PlaceForm;
import org.jspecify.annotations.Nullable;

/**
 * Presence as a request gives it.
 *
 * @param location ignored when off duty: a position is kept only while on duty
 */
public record PresenceForm(
    @Nullable String volunteerId,
    @Nullable Boolean onDuty,
    @Nullable PlaceForm location,
    @Nullable Double accuracyMeters) {
  public static final double MAX_ACCURACY_METERS = 100_000;

  public PresenceForm withVolunteerId(String other) {
    return new PresenceForm(other, onDuty, location, accuracyMeters);
  }

  public Outcome<PresenceReport> check() {
    FieldChecks checks = new FieldChecks();
    String id = checks.id("volunteerId", volunteerId);
    checks.require(onDuty != null, "onDuty", "is required");
    GeoPoint place = checks.optionalPlace("location", location);
    if (accuracyMeters != null) {
      checks.require(
          accuracyMeters >= 0 && accuracyMeters <= MAX_ACCURACY_METERS,
          "accuracyMeters",
          "must be between 0 and 100000");
      checks.require(location != null, "accuracyMeters", "says nothing without a location");
    }
    boolean duty = Boolean.TRUE.equals(onDuty);
    return checks.outcome(
        () ->
            duty
                ? new PresenceReport(id, true, place, accuracyMeters)
                : new PresenceReport(id, false, null, null));
  }
}
