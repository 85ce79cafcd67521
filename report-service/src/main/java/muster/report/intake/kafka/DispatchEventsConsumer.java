package muster.report.intake.kafka;

import java.util.UUID;
import java.util.function.Consumer;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.DispatchEvent;
import muster.eventintake.Unusable;
import muster.report.intake.ChangeOutcome;
import muster.report.intake.KnownAlerts;
import muster.report.intake.command.ReportCommands;

/**
 * Keeps the copy of alerts and links each alert to the report that asked for it. Handling an event
 * twice changes nothing the second time.
 */
public final class DispatchEventsConsumer implements Consumer<DispatchEvent> {
  private final KnownAlerts alerts;
  private final ReportCommands reports;

  public DispatchEventsConsumer(KnownAlerts alerts, ReportCommands reports) {
    this.alerts = alerts;
    this.reports = reports;
  }

  @Override
  public void accept(DispatchEvent event) {
    switch (event) {
      case DispatchEvent.AlertIssued issued -> {
        alerts.keepIssued(issued);
        link(issued);
      }
      case DispatchEvent.AlertUpdated updated -> alerts.keepUpdated(updated);
      case DispatchEvent.AlertChanged changed -> alerts.keepChanged(changed);
      case DispatchEvent.AlertResolved ended -> alerts.keepResolved(ended);
      case DispatchEvent.AlertCancelled ended -> alerts.keepCancelled(ended);
      case DispatchEvent.AlertExpired ended -> alerts.keepExpired(ended);
      case DispatchEvent.OutcomeCorrected corrected -> alerts.keepCorrected(corrected);
      case DispatchEvent.AlertMerged merged -> alerts.keepMerged(merged);
      case DispatchEvent.AlertReopened reopened -> alerts.keepReopened(reopened);
      case DispatchEvent.AlertTakenIn _,
          DispatchEvent.NoteAdded _,
          DispatchEvent.RadioLineRead _,
          DispatchEvent.LeadTaken _,
          DispatchEvent.LeadLeft _,
          DispatchEvent.WaveOpened _,
          DispatchEvent.WaveOpenedV2 _,
          DispatchEvent.AlertCovered _,
          DispatchEvent.AlertUncovered _,
          DispatchEvent.AlertEscalated _,
          DispatchEvent.EscalationToldAgain _,
          DispatchEvent.EscalationAccepted _,
          DispatchEvent.MessageSent _,
          DispatchEvent.DeliveryDoubtful _,
          DispatchEvent.ClueReceived _,
          DispatchEvent.ResponseTargetMissed _,
          DispatchEvent.TaskEvent _ -> {
        // Not of what reporters are told.
      }
    }
  }

  private void link(DispatchEvent.AlertIssued issued) {
    UUID reportId = issued.origin().reportId();
    if (issued.origin().kind() != AlertOrigin.Kind.REPORT) {
      return;
    }
    if (reportId == null) {
      throw new Unusable("alert.issued.v1: origin REPORT names no report");
    }
    switch (reports.linkAlert(reportId, issued.alertId())) {
      case ChangeOutcome.Done _ -> {
        // Linked, now or before.
      }
      case ChangeOutcome.TooMany _ -> throw new IllegalStateException("a link is not counted");
      case ChangeOutcome.NoSuchReport _ ->
          throw new Unusable("alert.issued.v1: there is no report " + reportId);
      case ChangeOutcome.Refused(var rejection) ->
          throw new Unusable("alert.issued.v1: report " + reportId + ": " + rejection);
    }
  }
}
