package muster.notification.stream;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * An event with what was known when it came by: its alert, and the teams that are told of it.
 *
 * @param alert null when the alert's beginning is older than what this service has read, or was
 *     unreadable
 * @param calledFrom where those teams belong that the alert had called from outside its own
 *     jurisdiction before this event
 * @param team where the team of a task's event belongs, if it is one of those or becomes one with
 *     this event; else null
 */
public record AddressedEvent(
    LogRecord record,
    @Nullable AlertSummary alert,
    List<Addressee> addressees,
    Set<JurisdictionCode> calledFrom,
    @Nullable JurisdictionCode team)
    implements StreamedEvent {

  /**
   * A team that is told, and the task by which the event concerns it.
   *
   * @param volunteerIds those of its members that are told; null for all of them
   */
  public record Addressee(String teamId, UUID taskId, @Nullable Set<String> volunteerIds) {
    public Addressee {
      volunteerIds = volunteerIds == null ? null : Set.copyOf(volunteerIds);
    }

    /** All of the team. */
    public Addressee(String teamId, UUID taskId) {
      this(teamId, taskId, null);
    }

    /** As of now. */
    Collection<String> accounts(TeamMembers members) {
      return volunteerIds == null
          ? members.accountsOf(teamId)
          : members.accountsOf(teamId, volunteerIds);
    }
  }

  public DispatchEvent event() {
    return (DispatchEvent) record.envelope().event();
  }
}
