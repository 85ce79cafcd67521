package muster.notification.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** An alert with its tasks, as far as it decides who is told of what. */
final class AlertOnBoard {
  final UUID alertId;
  final Map<UUID, TaskOnBoard> tasks = new LinkedHashMap<>();
  private final Set<UUID> seen = new HashSet<>();
  private Set<JurisdictionCode> calledFrom = Set.of();
  private @Nullable AlertSummary summary;
  private boolean escalated;
  private @Nullable Instant endedAt;
  private Instant lastAt = Instant.EPOCH;

  AlertOnBoard(UUID alertId) {
    this.alertId = alertId;
  }

  /** False for a repetition: the same event again, under whatever offset. */
  boolean firstTime(UUID eventId) {
    return seen.add(eventId);
  }

  @Nullable AlertSummary summary() {
    return summary;
  }

  boolean over() {
    return endedAt != null;
  }

  /** Where those teams belong that were called from outside the alert's jurisdiction; immutable. */
  Set<JurisdictionCode> calledFrom() {
    return calledFrom;
  }

  /** Where the team of a task's event belongs; null for one of the alert's own jurisdiction. */
  @Nullable JurisdictionCode teamFrom(DispatchEvent event) {
    TaskOnBoard task = event instanceof TaskEvent e ? tasks.get(e.taskId()) : null;
    return task == null ? null : task.calledFrom();
  }

  /**
   * Over, or of an alert whose beginning is older than what this service has read, without anything
   * open: what was said long after its end, say.
   */
  boolean mayGo(Instant before) {
    return endedAt == null
        ? summary == null
            && lastAt.isBefore(before)
            && tasks.values().stream().noneMatch(TaskOnBoard::open)
        : endedAt.isBefore(before);
  }

  void evolve(DispatchEvent event) {
    lastAt = event.at();
    switch (event) {
      case DispatchEvent.AlertIssued e ->
          summary =
              new AlertSummary(
                  e.number(),
                  Boolean.TRUE.equals(e.exercise()),
                  e.category(),
                  e.jurisdiction(),
                  e.details(),
                  AlertStatus.CALLING);
      case DispatchEvent.AlertUpdated e -> change(now -> now.with(e.details()));
      case DispatchEvent.AlertChanged e -> change(now -> now.with(e.category()));
      case DispatchEvent.AlertReopened e -> reopen(e);
      case DispatchEvent.AlertCovered e -> status(AlertStatus.COVERED);
      case DispatchEvent.AlertUncovered e ->
          status(escalated ? AlertStatus.ESCALATED : AlertStatus.CALLING);
      case DispatchEvent.AlertEscalated e -> {
        escalated = true;
        status(AlertStatus.ESCALATED);
      }
      case DispatchEvent.AlertResolved e -> end(AlertStatus.RESOLVED, e.at());
      case DispatchEvent.AlertCancelled e -> end(AlertStatus.CANCELLED, e.at());
      case DispatchEvent.AlertExpired e -> end(AlertStatus.EXPIRED, e.at());
      case DispatchEvent.AlertMerged e -> end(AlertStatus.MERGED, e.at());
      case DispatchEvent.AlertTakenIn e -> {}
      case DispatchEvent.WaveOpened e -> {}
      case DispatchEvent.NoteAdded e -> {}
      case DispatchEvent.OutcomeCorrected e -> {}
      case DispatchEvent.WaveOpenedV2 e -> {}
      case DispatchEvent.DeliveryDoubtful e -> {}
      case DispatchEvent.EscalationToldAgain e -> {}
      case DispatchEvent.EscalationAccepted e -> {}
      case DispatchEvent.MessageSent e -> {}
      case DispatchEvent.ClueReceived e -> {}
      case DispatchEvent.ResponseTargetMissed e -> {}
      case DispatchEvent.RadioLineRead e -> {}
      case DispatchEvent.LeadTaken e -> {}
      case DispatchEvent.LeadLeft e -> {}
      case TaskEvent e -> {
        TaskOnBoard task = tasks.get(e.taskId());
        if (task == null
            && (e instanceof DispatchEvent.TaskAnsweredLate
                || e instanceof DispatchEvent.TaskTelephoned)) {
          return; // Nothing is open any more, as far as this says.
        }
        if (task == null) {
          task = new TaskOnBoard(alertId, e.taskId(), e.teamId());
          tasks.put(e.taskId(), task);
        }
        task.evolve(e);
        if (e instanceof DispatchEvent.TaskOffered offered) {
          task.calledFrom(callFrom(offered.teamJurisdiction()));
        } else if (e instanceof DispatchEvent.TaskTakenOver taken) {
          task.calledFrom(callFrom(taken.teamJurisdiction()));
        }
      }
    }
  }

  private @Nullable JurisdictionCode callFrom(@Nullable JurisdictionCode team) {
    if (team == null || summary == null || summary.jurisdiction().covers(team)) {
      return null;
    }
    if (!calledFrom.contains(team)) {
      Set<JurisdictionCode> all = new HashSet<>(calledFrom);
      all.add(team);
      calledFrom = Set.copyOf(all);
    }
    return team;
  }

  /** The teams that are told of an event which has just been taken in. */
  List<AddressedEvent.Addressee> addressees(DispatchEvent event) {
    return switch (event) {
      case DispatchEvent.TaskTelephoned e -> List.of();
      case TaskEvent e -> List.of(new AddressedEvent.Addressee(e.teamId(), e.taskId()));
      case DispatchEvent.AlertUpdated e -> concerned();
      case DispatchEvent.AlertChanged e -> concerned();
      case DispatchEvent.AlertCovered e -> concerned();
      case DispatchEvent.AlertUncovered e -> concerned();
      case DispatchEvent.AlertEscalated e -> concerned();
      case DispatchEvent.AlertResolved e -> concerned();
      case DispatchEvent.AlertCancelled e -> concerned();
      case DispatchEvent.AlertExpired e -> concerned();
      case DispatchEvent.AlertMerged e -> concerned();
      case DispatchEvent.OutcomeCorrected e -> concerned();
      case DispatchEvent.MessageSent e -> e.recipients().stream().map(to -> told(e, to)).toList();
      // A team learns of an alert by its task, also of one that was reopened; how the command
      // center
      // goes about it, and who sent a clue, is not for the phones of volunteers.
      case DispatchEvent.AlertIssued e -> List.of();
      case DispatchEvent.WaveOpened e -> List.of();
      case DispatchEvent.WaveOpenedV2 e -> List.of();
      case DispatchEvent.DeliveryDoubtful e -> List.of();
      case DispatchEvent.EscalationToldAgain e -> List.of();
      case DispatchEvent.EscalationAccepted e -> List.of();
      case DispatchEvent.ClueReceived e -> List.of();
      case DispatchEvent.ResponseTargetMissed e -> List.of();
      case DispatchEvent.NoteAdded e -> List.of();
      case DispatchEvent.RadioLineRead e -> List.of();
      case DispatchEvent.LeadTaken e -> List.of();
      case DispatchEvent.LeadLeft e -> List.of();
      case DispatchEvent.AlertTakenIn e -> List.of();
      case DispatchEvent.AlertReopened e -> List.of();
    };
  }

  private AddressedEvent.Addressee told(
      DispatchEvent.MessageSent message, DispatchEvent.MessageSent.Recipient to) {
    TaskOnBoard task = Boolean.TRUE.equals(message.forWhoComes()) ? tasks.get(to.taskId()) : null;
    return task == null ? new AddressedEvent.Addressee(to.teamId(), to.taskId()) : task.comers();
  }

  private List<AddressedEvent.Addressee> concerned() {
    List<AddressedEvent.Addressee> teams = new ArrayList<>();
    for (TaskOnBoard task : tasks.values()) {
      if (task.concerned()) {
        teams.add(new AddressedEvent.Addressee(task.teamId, task.taskId));
      }
    }
    return List.copyOf(teams);
  }

  /** It may be older than what is known here. */
  private void reopen(DispatchEvent.AlertReopened event) {
    summary =
        new AlertSummary(
            event.number(),
            Boolean.TRUE.equals(event.exercise()),
            event.category(),
            event.jurisdiction(),
            event.details(),
            AlertStatus.CALLING);
    escalated = false;
    endedAt = null;
    tasks.values().forEach(TaskOnBoard::reopen);
  }

  private void status(AlertStatus status) {
    change(now -> now.with(status));
  }

  private void change(UnaryOperator<AlertSummary> change) {
    AlertSummary now = summary;
    if (now != null) {
      summary = change.apply(now);
    }
  }

  private void end(AlertStatus status, Instant at) {
    endedAt = at;
    status(status);
  }
}
