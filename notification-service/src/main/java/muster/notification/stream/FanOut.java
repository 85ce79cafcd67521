package muster.notification.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes each event once and hands it to the streams that it is for. The work per event is a look-up
 * by team and account, and for each stream a place in its queue: nothing in here waits for a
 * reader.
 *
 * <p>One lock makes an event's entry in the history and its distribution one step, so a stream that
 * catches up goes live between two events and misses none.
 */
public final class FanOut {
  /** Entries that a stream that catches up looks at before others get the lock. */
  private static final int BATCH = 512;

  /** What a stream that catches up does next. */
  sealed interface Step {
    /** Look at these, then ask again. */
    record Look(List<Told> entries) implements Step {}

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

  private final TeamMembers members;
  private final Frames frames;
  private final AlertBoard board;
  private final EventHistory history;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<String, Set<LiveStream>> memberStreams = new HashMap<>();
  private final Set<LiveStream> operatorStreams = new LinkedHashSet<>();

  public FanOut(TeamMembers members, Frames frames, AlertBoard board, EventHistory history) {
    this.members = members;
    this.frames = frames;
    this.board = board;
    this.history = history;
  }

  /** Where the reading of the log begins. */
  public void begin(Position position) {
    lock.lock();
    try {
      history.begin(position);
    } finally {
      lock.unlock();
    }
  }

  public Position end() {
    lock.lock();
    try {
      return history.end();
    } finally {
      lock.unlock();
    }
  }

  public void accept(LogRecord record) {
    lock.lock();
    try {
      Optional<Told> told = board.accept(record);
      if (told.isEmpty()) {
        history.passed(record.partition(), record.offset());
      } else {
        history.append(told.get());
        distribute(told.get(), history.end());
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A record that says nothing to anybody. */
  public void passed(int partition, long offset) {
    lock.lock();
    try {
      history.passed(partition, offset);
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

  public void forget(Instant eventsBefore, Instant endedAlertsBefore) {
    lock.lock();
    try {
      history.forgetBefore(eventsBefore);
      board.forgetEndedBefore(endedAlertsBefore);
    } finally {
      lock.unlock();
    }
  }

  /** Numbers for the metrics. */
  public record Size(int events, long bytes, int alerts) {}

  public Size size() {
    lock.lock();
    try {
      return new Size(history.size(), history.bytes(), board.size());
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

  /** With {@link Step.Live} the stream has been told its position and is live. */
  Step next(LiveStream stream, Cursor cursor) {
    lock.lock();
    try {
      if (cursor.sequence < history.head()) {
        if (!cursor.position.reaches(history.start())) {
          cursor.sequence = Cursor.NOT_IN_MEMORY;
          return new Step.Replay(history.start());
        }
        cursor.sequence = history.head();
      }
      List<Told> entries = history.read(cursor.sequence, BATCH);
      cursor.sequence += entries.size();
      if (!entries.isEmpty()) {
        return new Step.Look(entries);
      }
      cursor.position = cursor.position.orLater(history.end());
      stream.resumesFrom(cursor.position);
      stream.offer(frames.position(cursor.position));
      goLive(stream);
      return new Step.Live();
    } finally {
      lock.unlock();
    }
  }

  void leave(LiveStream stream) {
    lock.lock();
    try {
      operatorStreams.remove(stream);
      Set<LiveStream> ofAccount = memberStreams.get(stream.viewer().account());
      if (ofAccount != null && ofAccount.remove(stream) && ofAccount.isEmpty()) {
        memberStreams.remove(stream.viewer().account());
      }
    } finally {
      lock.unlock();
    }
  }

  /** A live stream's heartbeat says where it is; one that catches up does not know yet. */
  void heartbeat(Collection<LiveStream> streams) {
    lock.lock();
    try {
      Frame live = frames.heartbeat(history.end());
      Frame catchingUp = frames.heartbeat(null);
      for (LiveStream stream : streams) {
        boolean isLive = isLive(stream);
        boolean taken = stream.offer(isLive ? live : catchingUp);
        if (!taken && isLive) {
          cutOff(stream);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isLive(LiveStream stream) {
    return switch (stream.viewer()) {
      case Viewer.Member member ->
          memberStreams.getOrDefault(member.account(), Set.of()).contains(stream);
      case Viewer.Operator operator -> operatorStreams.contains(stream);
    };
  }

  private void goLive(LiveStream stream) {
    if (stream.end().isPresent()) {
      return;
    }
    switch (stream.viewer()) {
      case Viewer.Member member ->
          memberStreams
              .computeIfAbsent(member.account(), account -> new LinkedHashSet<>(2))
              .add(stream);
      case Viewer.Operator operator -> operatorStreams.add(stream);
    }
  }

  private void distribute(Told told, Position position) {
    if (!memberStreams.isEmpty() && !told.addressees().isEmpty()) {
      if (told.addressees().size() == 1) {
        tellTeam(told, told.addressees().getFirst(), position);
      } else {
        tellTeams(told, position);
      }
    }
    if (!operatorStreams.isEmpty()) {
      tellOperators(told, position);
    }
  }

  private void tellTeam(Told told, Told.Addressee addressee, Position position) {
    Frame frame = null;
    for (String account : members.accountsOf(addressee.teamId())) {
      for (LiveStream stream : streamsOf(account)) {
        if (frame == null) {
          frame = frames.personal(told, told.alert(), addressee, position);
        }
        send(stream, told, frame);
      }
    }
  }

  /**
   * Somebody in two teams gets two frames of one event. Only the last of them carries the position:
   * whoever loses the connection between the two gets both again, and never misses one.
   */
  private void tellTeams(Told told, Position position) {
    Map<LiveStream, List<Told.Addressee>> perStream = new LinkedHashMap<>();
    for (Told.Addressee addressee : told.addressees()) {
      for (String account : members.accountsOf(addressee.teamId())) {
        for (LiveStream stream : streamsOf(account)) {
          perStream.computeIfAbsent(stream, s -> new ArrayList<>(1)).add(addressee);
        }
      }
    }
    Map<Told.Addressee, Frame> lastFrames = new HashMap<>();
    perStream.forEach(
        (stream, addressees) -> {
          for (int i = 0; i < addressees.size() - 1; i++) {
            send(stream, told, frames.personal(told, told.alert(), addressees.get(i), null));
          }
          send(
              stream,
              told,
              lastFrames.computeIfAbsent(
                  addressees.getLast(),
                  last -> frames.personal(told, told.alert(), last, position)));
        });
  }

  private void tellOperators(Told told, Position position) {
    Frame frame = null;
    for (LiveStream stream : List.copyOf(operatorStreams)) {
      if (stream.viewer() instanceof Viewer.Operator operator && operator.sees(told)) {
        if (frame == null) {
          frame = frames.operational(told, position);
        }
        send(stream, told, frame);
      }
    }
  }

  private void send(LiveStream stream, Told told, Frame frame) {
    if (!stream.hasBeenTold(told.at()) && !stream.offer(frame)) {
      cutOff(stream);
    }
  }

  private void cutOff(LiveStream stream) {
    leave(stream);
    stream.end(StreamEnd.TOO_SLOW, null);
  }

  /** A copy, since sending may take a stream out. */
  private List<LiveStream> streamsOf(String account) {
    @Nullable Set<LiveStream> streams = memberStreams.get(account);
    return streams == null ? List.of() : List.copyOf(streams);
  }
}
