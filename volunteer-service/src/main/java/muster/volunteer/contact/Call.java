package muster.volunteer.contact;

import java.time.Duration;
import java.time.Instant;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.rules.Access;

/**
 * An alert has called a team.
 *
 * @param alert where the alert is
 */
public record Call(JurisdictionCode alert, Instant offeredAt) {
  /** Afterwards there is nothing more to say to a team on its way. */
  public static final Duration OPEN = Duration.ofDays(1);

  /**
   * Whoever is responsible for the alert, and may ring up the own volunteers, may ring up those who
   * were called from elsewhere.
   */
  public boolean opensContactsTo(Caller caller, Instant now) {
    return Access.maySeePhones(caller, alert) && now.isBefore(offeredAt.plus(OPEN));
  }
}
