package muster.notification.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Brings a new stream from where its client was up to now, at the pace of its reader: first from
 * the log itself where memory does not reach, then from memory, then live.
 */
public final class CatchUp {
  /** Where a stream begins. */
  public sealed interface Start {
    /** With what is open right now, then live. */
    record Now() implements Start {}

    /** After what the client has got. */
    record After(Position position) implements Start {}

    /** With what was written at this time or later. */
    record Since(Instant time) implements Start {}
  }

  private final FanOut fanOut;
  private final EventLog log;
  private final TeamMembers members;
  private final Frames frames;
  private final Duration retry;
  private final long patienceNanos;
  private final Semaphore replays;

  public CatchUp(
      FanOut fanOut, EventLog log, TeamMembers members, Frames frames, StreamSettings settings) {
    this.fanOut = fanOut;
    this.log = log;
    this.members = members;
    this.frames = frames;
    this.retry = settings.retry();
    this.patienceNanos = settings.stallTimeout().toNanos();
    this.replays = new Semaphore(settings.maxReplays());
  }

  /** Blocks until the stream is live or has ended. */
  public void run(LiveStream stream, Start start) throws InterruptedException {
    try {
      if (!emit(stream, frames.opening(retry))) {
        return;
      }
      FanOut.Cursor cursor = begin(stream, start);
      while (cursor != null && stream.end().isEmpty()) {
        switch (fanOut.next(stream, cursor)) {
          case FanOut.Step.Look(List<Told> entries) -> {
            for (Told told : entries) {
              if (!tell(stream, told, cursor)) {
                return;
              }
            }
          }
          case FanOut.Step.Replay(Position until) -> replay(stream, cursor, until);
          case FanOut.Step.Live() -> {
            return;
          }
        }
      }
    } catch (EventLog.Unavailable e) {
      stream.end(StreamEnd.REPLAY_FAILED, frames.farewell(StreamEnd.REPLAY_FAILED, retry));
    }
  }

  private FanOut.@Nullable Cursor begin(LiveStream stream, Start start)
      throws EventLog.Unavailable, InterruptedException {
    return switch (start) {
      case Start.Now() -> openTasks(stream);
      case Start.Since(Instant time) -> new FanOut.Cursor(log.positionAt(time));
      case Start.After(Position position) -> {
        // Another instance may have read further than this one. But a position beyond the end of
        // the log itself is of another log, such as that of a stack that was set up anew.
        if (!fanOut.end().reaches(position) && !log.end().reaches(position)) {
          yield openTasks(stream);
        }
        yield new FanOut.Cursor(position);
      }
    };
  }

  /** Null when the stream ended meanwhile. */
  private FanOut.@Nullable Cursor openTasks(LiveStream stream) throws InterruptedException {
    Collection<String> teams =
        switch (stream.viewer()) {
          case Viewer.Member member -> members.teamsOf(member.account());
          case Viewer.Operator operator -> List.of();
        };
    FanOut.Snapshot snapshot = fanOut.snapshot(teams);
    // No positions yet: a client that is lost in between starts over with what is open then.
    for (AlertBoard.OpenTask open : snapshot.tasks()) {
      Told.Addressee addressee = new Told.Addressee(open.task().teamId(), open.task().taskId());
      List<Told> history = new ArrayList<>(2);
      history.add(open.offer());
      if (open.latest() != null) {
        history.add(open.latest());
      }
      for (Told told : history) {
        if (!emit(stream, frames.personal(told, open.alert(), addressee, null))) {
          return null;
        }
      }
    }
    return snapshot.cursor();
  }

  private void replay(LiveStream stream, FanOut.Cursor cursor, Position until)
      throws EventLog.Unavailable, InterruptedException {
    replays.acquire();
    try {
      log.replay(cursor.position, until, told -> tell(stream, told, cursor));
      cursor.position = cursor.position.orLater(until);
    } finally {
      replays.release();
    }
  }

  /** False when the stream has ended. */
  private boolean tell(LiveStream stream, Told told, FanOut.Cursor cursor)
      throws InterruptedException {
    LogRecord at = told.at();
    if (at.offset() < cursor.position.next(at.partition())) {
      return stream.end().isEmpty();
    }
    cursor.position = cursor.position.after(at.partition(), at.offset());
    return switch (stream.viewer()) {
      case Viewer.Operator operator ->
          !operator.sees(told) || emit(stream, frames.operational(told, cursor.position));
      case Viewer.Member member -> tellMember(stream, member, told, cursor.position);
    };
  }

  private boolean tellMember(LiveStream stream, Viewer.Member member, Told told, Position position)
      throws InterruptedException {
    if (told.addressees().isEmpty()) {
      return true;
    }
    Collection<String> teams = members.teamsOf(member.account());
    List<Told.Addressee> mine =
        told.addressees().stream().filter(to -> teams.contains(to.teamId())).toList();
    for (int i = 0; i < mine.size(); i++) {
      // Only the last frame of an event says that all of it has been told.
      Position id = i == mine.size() - 1 ? position : null;
      if (!emit(stream, frames.personal(told, told.alert(), mine.get(i), id))) {
        return false;
      }
    }
    return true;
  }

  private boolean emit(LiveStream stream, Frame frame) throws InterruptedException {
    if (stream.offerPatiently(frame, patienceNanos)) {
      return true;
    }
    stream.end(StreamEnd.TOO_SLOW, null);
    return false;
  }
}
