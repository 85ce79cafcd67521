package muster.report.intake.http;

import java.util.Objects;
import muster.apiedge.KnownJurisdictions;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.report.intake.RequestedAlert;
import muster.report.intake.Submission;
import org.jspecify.annotations.Nullable;

/** From an officer's words to the alert asked for: what is absent is taken from the report. */
final class RequestedAlerts {
  private RequestedAlerts() {}

  static RequestedAlert from(
      TriageRequest.Alert request, Submission report, Caller officer, KnownJurisdictions known) {
    JurisdictionCode jurisdiction =
        request.jurisdiction() == null
            ? report.jurisdiction()
            : new JurisdictionCode(request.jurisdiction());
    GeoPoint given = request.location() == null ? null : request.location().toWgs84("location");
    GeoPoint meant = given == null ? placeOf(report) : given;
    // A code that there is not is told first: who mistypes one is not told that it is another's.
    known.requireRegistered("jurisdiction", jurisdiction, meant);
    Scope.require(officer, jurisdiction);
    if (request.teamsNeeded() != null && request.peopleNeeded() != null) {
      throw ProblemException.invalid("peopleNeeded", "can't be given along with teamsNeeded");
    }
    if (meant == null) {
      throw ProblemException.invalid("location", "is needed: the report has none");
    }
    if (!Boolean.TRUE.equals(request.outside())) {
      known.requireNear("location", meant, jurisdiction);
    }
    return new RequestedAlert(
        officer.subject(),
        Objects.requireNonNullElse(request.category(), report.category()),
        new AlertDetails(
            Objects.requireNonNull(request.severity()),
            Objects.requireNonNull(request.headline()),
            Objects.requireNonNullElse(request.description(), report.text()),
            meant,
            Objects.requireNonNullElse(request.address(), report.address())),
        jurisdiction,
        request.teamsNeeded(),
        request.peopleNeeded(),
        officer.scope().orElse(null));
  }

  /** Reports were once taken with a place that stands for none. */
  private static @Nullable GeoPoint placeOf(Submission report) {
    GeoPoint place = report.location();
    return place == null || place.standsForNone() ? null : place;
  }
}
