package muster.dispatch.alert;

import java.time.Duration;
import java.time.Instant;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * That an alert was handed to the parent jurisdiction, and what came of it.
 *
 * @param to the parent
 * @param told how often it has been told, from 1
 * @param toldAt when it was told last
 * @param acceptedBy the account that accepted it; null while nobody has
 */
public record Escalation(
    JurisdictionCode to,
    Instant at,
    int told,
    Instant toldAt,
    @Nullable String acceptedBy,
    @Nullable Instant acceptedAt) {
  static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(1);

  /** Who has not heard it by then is asleep; a person has to be rung up. */
  static final int MOST_TIMES_TOLD = 10;

  static Escalation first(JurisdictionCode to, Instant at) {
    return new Escalation(to, at, 1, at, null, null);
  }

  Escalation toldAgain(Instant again) {
    return new Escalation(to, at, told + 1, again, acceptedBy, acceptedAt);
  }

  Escalation accepted(String by, Instant acceptance) {
    return new Escalation(to, at, told, toldAt, by, acceptance);
  }

  boolean isAccepted() {
    return acceptedAt != null;
  }

  boolean isAcceptedBy(String account) {
    return account.equals(acceptedBy);
  }

  boolean isToldAgain() {
    return !isAccepted() && told < MOST_TIMES_TOLD;
  }

  Instant toldAgainAt() {
    return toldAt.plus(TOLD_AGAIN_AFTER);
  }
}
