package muster.dispatch.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the alerts. Lists are newest first; a page goes on after a time and an id.
 */
public interface AlertQueries {

  /** The last one of the page before. */
  record After(Instant time, UUID id) {}

  /**
   * Which alerts are listed.
   *
   * @param within the jurisdiction that the alerts are in or below
   */
  record AlertFilter(
      JurisdictionCode within,
      @Nullable AlertStatus status,
      @Nullable Category category,
      @Nullable After after) {}

  /** Where a task is: enough to check who may act for it. */
  record TaskPlace(UUID alertId, String teamId) {}

  /**
   * One event of an alert.
   *
   * @param version the alert's after it
   * @param type the event's name on the wire
   * @param json the event as it was stored
   */
  record TimelineEntry(long version, Instant at, String type, String json) {}

  /** Which alert it is, and where: enough to check who may act on it. */
  record AlertPlace(UUID alertId, JurisdictionCode jurisdiction) {}

  /** Wherever it is. */
  Optional<AlertPlace> findPlace(UUID alertId);

  /** The newest of that number in a jurisdiction and below it. */
  Optional<AlertPlace> findPlace(int number, JurisdictionCode within);

  Optional<AlertView> findAlert(UUID alertId);

  List<AlertView> listAlerts(AlertFilter filter, int limit);

  /** In order. */
  List<TimelineEntry> listTimeline(UUID alertId, long afterVersion, int limit);

  Optional<TaskPlace> findTask(UUID taskId);

  List<MyTaskView> listTasks(
      Collection<String> teamIds, @Nullable TaskState state, @Nullable After after, int limit);
}
