package muster.report.intake;

import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * The alert an officer asks for.
 *
 * @param teamsNeeded null for the number of the category's policy
 * @param peopleNeeded null: it is the teams that count
 * @param scope of the officer; null: asked for before it mattered
 */
public record RequestedAlert(
    String by,
    Category category,
    AlertDetails details,
    JurisdictionCode jurisdiction,
    @Nullable Integer teamsNeeded,
    @Nullable Integer peopleNeeded,
    @Nullable JurisdictionCode scope) {

  /** Two officers who ask for the same thing do not contradict each other. */
  boolean asksTheSameAs(RequestedAlert other) {
    return equals(
        new RequestedAlert(
            by,
            other.category,
            other.details,
            other.jurisdiction,
            other.teamsNeeded,
            other.peopleNeeded,
            scope));
  }
}
