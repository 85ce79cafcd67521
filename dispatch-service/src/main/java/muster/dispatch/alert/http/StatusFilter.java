package muster.dispatch.alert.http;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import muster.dispatch.alert.AlertStatus;

/** What a list of alerts can be narrowed to: each status, and all that have not ended. */
enum StatusFilter {
  OPEN(EnumSet.of(AlertStatus.CALLING, AlertStatus.COVERED, AlertStatus.ESCALATED)),
  CALLING(EnumSet.of(AlertStatus.CALLING)),
  COVERED(EnumSet.of(AlertStatus.COVERED)),
  ESCALATED(EnumSet.of(AlertStatus.ESCALATED)),
  RESOLVED(EnumSet.of(AlertStatus.RESOLVED)),
  CANCELLED(EnumSet.of(AlertStatus.CANCELLED)),
  EXPIRED(EnumSet.of(AlertStatus.EXPIRED)),
  MERGED(EnumSet.of(AlertStatus.MERGED));

  private final Set<AlertStatus> statuses;

  StatusFilter(Set<AlertStatus> statuses) {
    this.statuses = Set.copyOf(statuses);
  }

  /** Of any of them; none for no filter. */
  static Set<AlertStatus> statuses(Collection<StatusFilter> filters) {
    Set<AlertStatus> all = EnumSet.noneOf(AlertStatus.class);
    filters.forEach(filter -> all.addAll(filter.statuses));
    return all;
  }
}
