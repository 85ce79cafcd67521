package muster.notification.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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
 * What this instance has read lately: the alerts with their tasks, and of each topic the events for
 * those who come back. Safe for any thread; one thread brings the events of a topic.
 *
 * <p>One lock for all topics makes an event's entry and the choice of its recipients one step, and
 * so it is with the last look of a stream that catches up and its going live: each event is either
 * among those that the stream looks at, or it comes to the stream by itself, and never both.
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
      StreamTopic topic,
      Optional<StreamedEvent> event,
      List<LiveStreams.Recipient> recipients,
      Position end) {}

  /** What a stream that catches up does next. */
  sealed interface Step {
    /** Look at these, then ask again. */
    record Look(List<StreamedEvent> entries) implements Step {}

    /** What is needed is no longer in memory: read the log up to here, then ask again. */
    record Replay(StreamTopic topic, Position until) implements Step {}

    /** Nothing is left; from now on events come by themselves. */
    record Live() implements Step {}
  }

  /** How far a stream has caught up, in the topics that it tells of. */
  static final class Cursor {
    private static final long NOT_IN_MEMORY = -1;

    /** By topic, of the entry that it looks at next. */
    private final long[] sequences = new long[StreamTopic.values().length];

    StreamPosition position;

    private Cursor(StreamPosition position) {
      this.position = position;
      Arrays.fill(sequences, NOT_IN_MEMORY);
    }
  }

  /** What is open right now for somebody, and where the log stood at that moment. */
  record Snapshot(List<AlertBoard.OpenTask> tasks, Cursor cursor) {}

  /** Numbers for the metrics. */
  public record Size(int events, long bytes, int alerts) {}

  private final AlertBoard board;
  private final DeskBoard deskBoard;
  private final SequencedMap<StreamTopic, EventHistory> histories = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Of {@code dispatch.events} alone. */
  public RecentEvents(AlertBoard board, EventHistory history) {
    this(board, 1, List.of(history));
  }

  /**
   * @param remembered events and reports that are remembered beside the histories
   * @param histories of {@link StreamTopic}, in its order
   */
  public RecentEvents(AlertBoard board, int remembered, List<EventHistory> histories) {
    this.board = board;
    this.deskBoard = new DeskBoard(remembered, board::findNumber);
    for (int i = 0; i < histories.size(); i++) {
      this.histories.put(StreamTopic.values()[i], histories.get(i));
    }
  }

  /** Where the reading of a topic begins. */
  void begin(StreamTopic topic, Position position) {
    lock.lock();
    try {
      history(topic).begin(position);
    } finally {
      lock.unlock();
    }
  }

  StreamPosition end() {
    lock.lock();
    try {
      return endOfAll();
    } finally {
      lock.unlock();
    }
  }

  private StreamPosition endOfAll() {
    return StreamPosition.of(histories.values().stream().map(EventHistory::end).toList());
  }

  private EventHistory history(StreamTopic topic) {
    EventHistory history = histories.get(topic);
    if (history == null) {
      throw new IllegalArgumentException("nothing is read of " + topic);
    }
    return history;
  }

  /**
   * @param recipients asked under the lock, in the moment in which the event enters
   */
  Arrival accept(
      LogRecord record, Function<StreamedEvent, List<LiveStreams.Recipient>> recipients) {
    StreamTopic topic = record.topic();
    lock.lock();
    try {
      EventHistory history = history(topic);
      @Nullable StreamedEvent event =
          switch (topic) {
            case DISPATCH -> board.accept(record).orElse(null);
            case REPORTS, REGISTRY, ALARMS -> deskBoard.accept(record).orElse(null);
          };
      if (event == null) {
        history.passOver(record.partition(), record.offset());
        return new Arrival(topic, Optional.empty(), List.of(), history.end());
      }
      history.append(event);
      news.signalAll();
      return new Arrival(topic, Optional.of(event), recipients.apply(event), history.end());
    } finally {
      lock.unlock();
    }
  }

  /** A record that says nothing to anybody; returns up to where everything has been read. */
  Position passOver(StreamTopic topic, int partition, long offset) {
    lock.lock();
    try {
      EventHistory history = history(topic);
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

  /** See {@link AlertBoard#findNumber}. */
  public Optional<Integer> findNumber(UUID alertId) {
    lock.lock();
    try {
      return board.findNumber(alertId);
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
      histories.values().forEach(history -> history.forgetBefore(eventsBefore));
      board.forgetEndedBefore(endedAlertsBefore);
    } finally {
      lock.unlock();
    }
  }

  public Size size() {
    lock.lock();
    try {
      return new Size(
          histories.values().stream().mapToInt(EventHistory::size).sum(),
          histories.values().stream().mapToLong(EventHistory::bytes).sum(),
          board.size());
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

  Snapshot snapshot(Viewer viewer, Collection<String> teamIds) {
    lock.lock();
    try {
      return new Snapshot(board.listOpenTasks(teamIds), cursorFrom(viewer, Map.of()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param from where to begin; in the topics that are not among them, now
   */
  Cursor cursor(Viewer viewer, Map<StreamTopic, Position> from) {
    lock.lock();
    try {
      return cursorFrom(viewer, from);
    } finally {
      lock.unlock();
    }
  }

  private Cursor cursorFrom(Viewer viewer, Map<StreamTopic, Position> from) {
    Cursor cursor = new Cursor(viewer.partOf(endOfAll()));
    for (StreamTopic topic : cursor.position.topics()) {
      EventHistory history = history(topic);
      Position begin = from.get(topic);
      if (begin != null) {
        cursor.position = cursor.position.with(topic, begin);
      }
      if (begin == null || begin.reaches(history.end())) {
        // Nothing that is in memory by now is news.
        cursor.sequences[topic.ordinal()] = history.tail();
      }
    }
    return cursor;
  }

  /**
   * What comes after the cursor, which this call moves.
   *
   * @param goLive called under the lock when nothing is left, with where the log stands
   */
  Step next(Cursor cursor, Consumer<StreamPosition> goLive) {
    lock.lock();
    try {
      for (StreamTopic topic : cursor.position.topics()) {
        @Nullable Step step = nextOf(topic, cursor);
        if (step != null) {
          return step;
        }
      }
      cursor.position = cursor.position.orLater(endOfAll());
      goLive.accept(cursor.position);
      return new Step.Live();
    } finally {
      lock.unlock();
    }
  }

  /** Null when nothing is left of the topic. */
  private @Nullable Step nextOf(StreamTopic topic, Cursor cursor) {
    EventHistory history = history(topic);
    int at = topic.ordinal();
    if (cursor.sequences[at] < history.head()) {
      if (!cursor.position.in(topic).reaches(history.start())) {
        cursor.sequences[at] = Cursor.NOT_IN_MEMORY;
        return new Step.Replay(topic, history.start());
      }
      cursor.sequences[at] = history.head();
    }
    List<StreamedEvent> entries = history.read(cursor.sequences[at], BATCH);
    cursor.sequences[at] += entries.size();
    return entries.isEmpty() ? null : new Step.Look(entries);
  }
}
