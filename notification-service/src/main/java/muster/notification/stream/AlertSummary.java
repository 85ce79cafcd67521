package muster.notification.stream;

import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who is told of one event needs to know of its alert at that moment.
 *
 * @param number what it is called on the radio; null of one that was issued without
 */
public record AlertSummary(
    @Nullable Integer number,
    boolean exercise,
    Category category,
    JurisdictionCode jurisdiction,
    AlertDetails details,
    AlertStatus status) {

  AlertSummary with(AlertDetails newDetails) {
    return new AlertSummary(number, exercise, category, jurisdiction, newDetails, status);
  }

  AlertSummary with(Category newCategory) {
    return new AlertSummary(number, exercise, newCategory, jurisdiction, details, status);
  }

  AlertSummary with(AlertStatus newStatus) {
    return new AlertSummary(number, exercise, category, jurisdiction, details, newStatus);
  }
}
