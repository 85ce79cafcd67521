package muster.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.Outcome;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** Alerts as dispatch tells of them. */
final class Alerts {
  private static final AtomicInteger NUMBERS = new AtomicInteger(50_000);

  private Alerts() {}

  /** One that no other test uses. */
  static int newNumber() {
    return NUMBERS.incrementAndGet();
  }

  static DispatchEvent.AlertIssued issued(UUID id, int number, GeoPoint place) {
    return issued(id, number, place, Category.THEFT, RunningService.XIZHU);
  }

  static DispatchEvent.AlertIssued exercise(UUID id, int number, GeoPoint place) {
    return issued(id, number, place, Category.THEFT, RunningService.XIZHU, true);
  }

  static DispatchEvent.AlertIssued issued(
      UUID id, int number, GeoPoint place, Category category, String jurisdiction) {
    return issued(id, number, place, category, jurisdiction, null);
  }

  private static DispatchEvent.AlertIssued issued(
      UUID id,
      int number,
      GeoPoint place,
      Category category,
      String jurisdiction,
      @Nullable Boolean exercise) {
    return new DispatchEvent.AlertIssued(
        id,
        Instant.now(),
        "officer",
        AlertOrigin.commandCenter(),
        category,
        new AlertDetails(Severity.MODERATE, "Stolen e-bike", "", place, ""),
        new JurisdictionCode(jurisdiction),
        new CallOutTerms(
            2,
            1,
            5,
            2,
            1000,
            2,
            3,
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofHours(4),
            Set.of(),
            false),
        number,
        exercise);
  }

  /** The same, but so long ago. */
  static DispatchEvent.AlertIssued ago(Duration age, DispatchEvent.AlertIssued issued) {
    return new DispatchEvent.AlertIssued(
        issued.alertId(),
        issued.at().minus(age),
        issued.by(),
        issued.origin(),
        issued.category(),
        issued.details(),
        issued.jurisdiction(),
        issued.terms(),
        issued.number(),
        issued.exercise());
  }

  /** Just now. */
  static DispatchEvent.AlertReopened reopened(DispatchEvent.AlertIssued issued) {
    return new DispatchEvent.AlertReopened(
        issued.alertId(),
        Instant.now(),
        "officer",
        null,
        issued.category(),
        issued.jurisdiction(),
        issued.details(),
        issued.number(),
        issued.exercise());
  }

  static DispatchEvent.AlertResolved resolved(UUID id) {
    return new DispatchEvent.AlertResolved(
        id, Instant.now(), "officer", Outcome.FOUND, "by Zhang of Xizhu 1");
  }

  static DispatchEvent.AlertMerged merged(UUID id, UUID into, int intoNumber) {
    return new DispatchEvent.AlertMerged(id, Instant.now(), "officer", into, intoNumber);
  }
}
