package muster.dispatch.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.Category;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the alerts. Lists are newest first; a page goes on after a time and an id.
 */
public interface AlertQueries {

  /** The last one of the page before. */
  record After(Instant time, UUID id) {}

  /**
   * Which alerts are listed: those of a jurisdiction, and those from outside the caller's scope
   * that have called teams of it.
   *
   * @param scope the caller's
   * @param within the scope, or a part of it: the alerts, or the teams called from elsewhere, are
   *     in it or below
   * @param guest true: only those from outside; false: only those within; null: both
   * @param statuses empty for all
   * @param categories empty for all
   * @param from issued then or later
   * @param to issued before
   * @param search part of the headline, description, address or the note of the end, or, of an
   *     alert in the scope, of what was noted down about it; whatever the case
   */
  record AlertFilter(
      JurisdictionCode scope,
      JurisdictionCode within,
      @Nullable Boolean guest,
      Set<AlertStatus> statuses,
      Set<Category> categories,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String search,
      @Nullable After after) {}

  /**
   * Which of an alert's tasks are listed.
   *
   * @param states empty for all
   * @param after the position of the last one of the page before; 0 for none
   */
  record TaskFilter(Set<TaskState> states, long after) {}

  /**
   * A task in its place among those of its alert.
   *
   * @param position from 1, in the order in which the teams were called first
   */
  record ListedTask(long position, TaskView task) {}

  /**
   * Where a task is: enough to check who may act for it.
   *
   * @param calledFrom the team's jurisdiction; null where that is the alert's, or not known
   */
  record TaskPlace(
      UUID taskId, UUID alertId, String teamId, @Nullable JurisdictionCode calledFrom) {}

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

  /**
   * The newest of that number, of those in the scope and those that have called teams of it from
   * elsewhere.
   */
  Optional<AlertPlace> findPlace(int number, JurisdictionCode scope);

  /** The alert is outside the scope, and has called a team of it. */
  boolean isGuest(JurisdictionCode scope, UUID alertId);

  /** With its tasks and notes. */
  Optional<AlertView> findAlert(UUID alertId);

  /**
   * Those that run, of a category and near a place, as {@link
   * muster.contracts.dispatch.NearbyAlerts} has it; nearest first.
   *
   * @param within the jurisdiction that they are in or below
   * @param exercises those that are exercises, else those that are none: they can't become one
   */
  List<NearbyAlert> listNearby(
      Category category, GeoPoint place, JurisdictionCode within, boolean exercises, Instant now);

  /** Without their tasks. */
  List<AlertView> listAlerts(AlertFilter filter, int limit);

  /** The same alerts, each with all its tasks. */
  List<AlertView> withTasks(List<AlertView> alerts);

  /** In the order in which the teams were called first. */
  List<ListedTask> listTasksOf(UUID alertId, TaskFilter filter, int limit);

  /** In order. */
  List<TimelineEntry> listTimeline(UUID alertId, long afterVersion, int limit);

  /** Where the team goes on with it, if its alert was merged into another one. */
  Optional<TaskPlace> findTask(UUID taskId);

  /** Where what is said of the alert goes now: the alert itself, unless it was merged. */
  UUID goesOnIn(UUID alertId);

  List<MyTaskView> listTasks(
      Collection<String> teamIds, Set<TaskState> states, @Nullable After after, int limit);
}
