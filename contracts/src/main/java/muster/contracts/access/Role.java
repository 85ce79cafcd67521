package muster.contracts.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may do; the {@code roles} claim holds the lower-case names. */
public enum Role {
  /** Issues and leads alerts. */
  DISPATCHER,
  /** Watches everything in scope. */
  OPERATOR,
  /** Community police officer: triages reports, leads alerts in scope. */
  OFFICER,
  /** Leads a volunteer team. */
  CAPTAIN,
  VOLUNTEER,
  /** Resident or member organisation. */
  REPORTER;

  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> findByClaim(String claim) {
    return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
  }
}
