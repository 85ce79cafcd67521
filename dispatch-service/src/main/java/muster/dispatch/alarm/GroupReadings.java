package muster.dispatch.alarm;

import java.util.Map;

/** How far consumers have read. */
public interface GroupReadings {

  /**
   * Of one consumer, by partition.
   *
   * @param positions what is read next; not of a partition of which nothing was read yet
   * @param ends where the next record will be; asked for before the positions
   */
  record Reading(Map<String, Long> positions, Map<String, Long> ends) {}

  /** By consumer; none if the broker does not say it in time. */
  Map<String, Reading> look();
}
