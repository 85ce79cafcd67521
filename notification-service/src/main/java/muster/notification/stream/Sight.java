package muster.notification.stream;

import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.place.JurisdictionCode;

/**
 * What of an event somebody at a command center gets to see. Who is responsible where the alert is
 * sees all. Who is responsible for a team that the alert has called from elsewhere is a guest of
 * it: with the first call of such a team the guest is told what the alert is about, and from then
 * on what becomes of it and of the own teams.
 */
public enum Sight {
  NOTHING,
  ALL,
  /** The event, marked as one that the viewer is a guest of. */
  AS_GUEST,
  /** The alert as it is now, and then the event, which made the viewer a guest. */
  FIRST_AS_GUEST,
  /** The alert as it is now, for a guest who has not asked for the event itself. */
  SNAPSHOT_ALONE;

  /** The name of the frame that tells a guest of an alert; no event on a topic has it. */
  public static final String SNAPSHOT = "alert.snapshot.v1";

  /**
   * Of an event whose alert is outside the viewer's jurisdiction.
   *
   * @param within whose teams the viewer is responsible for
   */
  static Sight ofGuest(JurisdictionCode within, AddressedEvent addressed) {
    boolean ownTeam = addressed.team() != null && within.covers(addressed.team());
    boolean before = coversAny(within, addressed);
    DispatchEvent event = addressed.event();
    boolean calls =
        event instanceof DispatchEvent.TaskOffered || event instanceof DispatchEvent.TaskTakenOver;
    if (calls && ownTeam && !before) {
      return FIRST_AS_GUEST;
    }
    boolean told = event instanceof TaskEvent ? ownTeam : before && isForGuests(event);
    return told ? AS_GUEST : NOTHING;
  }

  private static boolean coversAny(JurisdictionCode within, AddressedEvent addressed) {
    for (JurisdictionCode team : addressed.calledFrom()) {
      if (within.covers(team)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What becomes of the alert, but not what residents have told of it, nor what its command center
   * has written down for itself: that may say who they are and where they live.
   */
  private static boolean isForGuests(DispatchEvent event) {
    return switch (event) {
      case DispatchEvent.AlertUpdated _,
          DispatchEvent.AlertChanged _,
          DispatchEvent.AlertCovered _,
          DispatchEvent.AlertUncovered _,
          DispatchEvent.AlertEscalated _,
          DispatchEvent.EscalationToldAgain _,
          DispatchEvent.EscalationAccepted _,
          DispatchEvent.DeliveryDoubtful _,
          DispatchEvent.ResponseTargetMissed _,
          DispatchEvent.AlertResolved _,
          DispatchEvent.AlertCancelled _,
          DispatchEvent.AlertExpired _,
          DispatchEvent.AlertMerged _,
          DispatchEvent.AlertTakenIn _,
          DispatchEvent.OutcomeCorrected _,
          DispatchEvent.AlertReopened _ ->
          true;
      // With the names of those whose reports it comes from.
      case DispatchEvent.AlertIssued _,
          DispatchEvent.ClueReceived _,
          DispatchEvent.NoteAdded _,
          // Who sits at which desk there, and what it says over its own radio.
          DispatchEvent.LeadTaken _,
          DispatchEvent.LeadLeft _,
          DispatchEvent.RadioLineRead _,
          // To teams, of which most are others'.
          DispatchEvent.MessageSent _,
          // How many of whose teams could not be called, and why.
          DispatchEvent.WaveOpened _,
          DispatchEvent.WaveOpenedV2 _,
          TaskEvent _ ->
          false;
    };
  }
}
