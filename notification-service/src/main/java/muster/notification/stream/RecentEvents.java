package muster.notification.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * What this instance has read lately: the alerts with their tasks, and the events for those who
 * come back. Safe for any thread; one thread brings the events.
 *
 * <p>One lock makes an event's entry and the choice of its recipients one step, and so it is with
 * the last look of a stream that catches up and its going live: each event is either among those
 * that the stream looks at, or it comes to the stream by itself, and never both.
 */
public final class RecentEvents {
  /** Entries that a stream that catches up looks at before others get the lock. */
  private static final int BATCH = 512;

  /**
   * What came of a record.
   *
   * @param event empty for a repetition of one that is known
   * @param end up to here everything has been read, this record included
   */
  record Arrival(
      Optional<AddressedEvent> event, List<LiveStreams.Recipient> recipients, Position end) {}

  /** What a stream that catches up does next. */
  sealed interface Step {
    /** Look at these, then ask again. */
    record Look(List<AddressedEvent> entries) implements Step {}

    /** What is needed is no longer in memory: read the log up to here, then ask again. */
    record Replay(Position until) implements Step {}

    /** Nothing is left; from now on events come by themselves. */
    record Live() implements Step {}
  }

  /** How far a stream has caught up. */
  static final class Cursor {
    private static final long NOT_IN_MEMORY = -1;
    private long sequence = NOT_IN_MEMORY;
    Position position;

    Cursor(Position position) {
      this.position = position;
    }
  }

  /** What is open right now for somebody, and where the log stood at that moment. */
  record Snapshot(List<AlertBoard.OpenTask> tasks, Cursor cursor) {}

  /** Numbers for the metrics. */
  public record Size(int events, long bytes, int alerts) {}

  private final AlertBoard board;
  private final EventHistory history;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  public RecentEvents(AlertBoard board, EventHistory history) {
    this.board = board;
    this.history = history;
  }

  /** Where the reading of the log begins. */
  void begin(Position position) {
    lock.lock();
    try {
      history.begin(position);
    } finally {
      lock.unlock();
    }
  }

  Position end() {
    lock.lock();
    try {
      return history.end();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param recipients asked under the lock, in the moment in which the event enters
   */
  Arrival accept(
      LogRecord record, Function<AddressedEvent, List<LiveStreams.Recipient>> recipients) {
    lock.lock();
    try {
      @Nullable AddressedEvent event = board.accept(record).orElse(null);
      if (event == null) {
        history.passOver(record.partition(), record.offset());
        return new Arrival(Optional.empty(), List.of(), history.end());
      }
      history.append(event);
      news.signalAll();
      return new Arrival(Optional.of(event), recipients.apply(event), history.end());
    } finally {
      lock.unlock();
    }
  }

  /** A record that says nothing to anybody; returns up to where everything has been read. */
  Position passOver(int partition, long offset) {
    lock.lock();
    try {
      history.passOver(partition, offset);
      return history.end();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A task that fits. One that is not known yet may be on its way: another instance, or
   * dispatch-service itself, may have told of it a moment earlier.
   *
   * @param patience how long to wait for it
   */
  public Optional<AlertBoard.TaskRef> awaitTask(
      UUID taskId, Predicate<AlertBoard.TaskRef> fits, Duration patience)
      throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (true) {
        Optional<AlertBoard.TaskRef> task = board.findTask(taskId).filter(fits);
        if (task.isPresent() || left <= 0) {
          return task;
        }
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** See {@link AlertBoard#findAlert}. */
  public Optional<AlertBoard.ShownAlert> findAlert(
      AlertReference reference, JurisdictionCode scope) {
    lock.lock();
    try {
      return board.findAlert(reference, scope);
    } finally {
      lock.unlock();
    }
  }

  /** Those of the alerts that are on the board. */
  public Set<UUID> knownOf(Collection<UUID> alertIds) {
    lock.lock();
    try {
      return alertIds.stream().filter(board::hasAlert).collect(Collectors.toSet());
    } finally {
      lock.unlock();
    }
  }

  public void forget(Instant eventsBefore, Instant endedAlertsBefore) {
    lock.lock();
    try {
      history.forgetBefore(eventsBefore);
      board.forgetEndedBefore(endedAlertsBefore);
    } finally {
      lock.unlock();
    }
  }

  public Size size() {
    lock.lock();
    try {
      return new Size(history.size(), history.bytes(), board.size());
    } finally {
      lock.unlock();
    }
  }

  /** As of now. */
  List<AlertBoard.OpenTask> listOpenTasks(Collection<String> teamIds) {
    lock.lock();
    try {
      return board.listOpenTasks(teamIds);
    } finally {
      lock.unlock();
    }
  }

  Snapshot snapshot(Collection<String> teamIds) {
    lock.lock();
    try {
      Cursor cursor = new Cursor(history.end());
      cursor.sequence = history.tail();
      return new Snapshot(board.listOpenTasks(teamIds), cursor);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What comes after the cursor, which this call moves.
   *
   * @param goLive called under the lock when nothing is left, with where the log stands
   */
  Step next(Cursor cursor, Consumer<Position> goLive) {
    lock.lock();
    try {
      if (cursor.sequence < history.head()) {
        if (!cursor.position.reaches(history.start())) {
          cursor.sequence = Cursor.NOT_IN_MEMORY;
          return new Step.Replay(history.start());
        }
        cursor.sequence = history.head();
      }
      List<AddressedEvent> entries = history.read(cursor.sequence, BATCH);
      cursor.sequence += entries.size();
      if (!entries.isEmpty()) {
        return new Step.Look(entries);
      }
      cursor.position = cursor.position.orLater(history.end());
      goLive.accept(cursor.position);
      return new Step.Live();
    } finally {
      lock.unlock();
    }
  }
}
