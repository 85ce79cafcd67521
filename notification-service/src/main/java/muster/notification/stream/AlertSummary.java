package muster.notification.stream;

import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;

/** What somebody who is told of one event needs to know of its alert at that moment. */
public record AlertSummary(
    Category category, JurisdictionCode jurisdiction, AlertDetails details, AlertStatus status) {}
