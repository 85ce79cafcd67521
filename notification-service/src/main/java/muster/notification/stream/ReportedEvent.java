package muster.notification.stream;

import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a report.
 *
 * @param jurisdiction where the report is; null when the event does not say it, and what had said
 *     it is older than what this service has read: then nobody is told
 * @param alertNumber what the alert that the event ties it to is called on the radio, if that is
 *     known
 */
public record ReportedEvent(
    LogRecord record, @Nullable JurisdictionCode jurisdiction, @Nullable Integer alertNumber)
    implements StreamedEvent {

  public ReportEvent event() {
    return (ReportEvent) record.envelope().event();
  }

  /** The alert that the event ties the report to, or that the report is tied to. */
  public @Nullable UUID alertId() {
    return alertOf(event());
  }

  /** As far as the event says it. */
  public @Nullable Category category() {
    return switch (event()) {
      case ReportEvent.ReportSubmitted submitted -> submitted.category();
      case ReportEvent.AlertRequested requested -> requested.category();
      case ReportEvent.ClueSubmitted _,
          ReportEvent.ReportAnswered _,
          ReportEvent.ReportLinked _,
          ReportEvent.ReportAddedTo _,
          ReportEvent.ReportWithdrawn _,
          ReportEvent.ReportClaimed _,
          ReportEvent.ReportClaimEnded _,
          ReportEvent.AlertLinked _ ->
          null;
    };
  }

  static @Nullable UUID alertOf(ReportEvent event) {
    return switch (event) {
      case ReportEvent.ClueSubmitted clue -> clue.alertId();
      case ReportEvent.ReportLinked linked -> linked.alertId();
      case ReportEvent.ReportAddedTo added -> added.alertId();
      case ReportEvent.ReportWithdrawn withdrawn -> withdrawn.alertId();
      case ReportEvent.AlertLinked linked -> linked.alertId();
      case ReportEvent.ReportSubmitted _,
          ReportEvent.ReportAnswered _,
          ReportEvent.ReportClaimed _,
          ReportEvent.ReportClaimEnded _,
          ReportEvent.AlertRequested _ ->
          null;
    };
  }

  /** Null of one that was written before events said it. */
  static @Nullable JurisdictionCode placeOf(ReportEvent event) {
    return switch (event) {
      case ReportEvent.ReportSubmitted submitted -> submitted.jurisdiction();
      case ReportEvent.ClueSubmitted clue -> clue.reportJurisdiction();
      case ReportEvent.ReportAnswered answered -> answered.reportJurisdiction();
      case ReportEvent.AlertRequested requested -> requested.reportJurisdiction();
      case ReportEvent.ReportLinked linked -> linked.reportJurisdiction();
      case ReportEvent.ReportAddedTo added -> added.reportJurisdiction();
      case ReportEvent.ReportWithdrawn withdrawn -> withdrawn.reportJurisdiction();
      case ReportEvent.ReportClaimed claimed -> claimed.reportJurisdiction();
      case ReportEvent.ReportClaimEnded ended -> ended.reportJurisdiction();
      case ReportEvent.AlertLinked linked -> linked.reportJurisdiction();
    };
  }
}
