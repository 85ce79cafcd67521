package muster.notification.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import muster.notification.stream.AddressedEvent.Addressee;
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

    /** After what the client has got; a member's with what is open right now before that. */
    record After(Position position) implements Start {}

    /** With what was written at this time or later. */
    record Since(Instant time) implements Start {}
  }

  private final RecentEvents recent;
  private final LiveStreams live;
  private final Distribution distribution;
  private final EventLog log;
  private final TeamMembers members;
  private final Frames frames;
  private final Duration retry;
  private final long patienceNanos;
  private final Semaphore replays;

  public CatchUp(
      RecentEvents recent,
      LiveStreams live,
      Distribution distribution,
      EventLog log,
      TeamMembers members,
      Frames frames,
      StreamSettings settings) {
    this.recent = recent;
    this.live = live;
    this.distribution = distribution;
    this.log = log;
    this.members = members;
    this.frames = frames;
    this.retry = settings.retry();
    this.patienceNanos = settings.stallTimeout().toNanos();
    this.replays = new Semaphore(settings.maxReplays());
  }

  /** Blocks until the stream is live or has ended. */
  public void run(OpenStream stream, Start start) throws InterruptedException {
    try {
      if (!emit(stream, frames.opening(retry))) {
        return;
      }
      Collection<String> teams = teamsOf(stream.viewer());
      RecentEvents.Cursor cursor = begin(stream, start, teams);
      while (cursor != null && stream.end().isEmpty()) {
        switch (recent.next(cursor, position -> goLive(stream, position))) {
          case RecentEvents.Step.Look(List<AddressedEvent> entries) -> {
            for (AddressedEvent addressed : entries) {
              if (!lookAt(addressed, stream, cursor)) {
                return;
              }
            }
          }
          case RecentEvents.Step.Replay(Position until) -> replay(stream, cursor, until);
          case RecentEvents.Step.Live() -> {
            tellOfTeams(stream, teams);
            return;
          }
        }
      }
    } catch (EventLog.Unavailable e) {
      stream.end(StreamEnd.REPLAY_FAILED, frames.farewell(StreamEnd.REPLAY_FAILED, retry));
    }
  }

  private RecentEvents.@Nullable Cursor begin(
      OpenStream stream, Start start, Collection<String> teams)
      throws EventLog.Unavailable, InterruptedException {
    return switch (start) {
      case Start.Now() -> openTasks(stream, teams);
      case Start.Since(Instant time) -> new RecentEvents.Cursor(log.positionAt(time));
      case Start.After(Position position) ->
          isOfAnotherLog(position) ? openTasks(stream, teams) : resume(stream, position, teams);
    };
  }

  /**
   * A member may have come to a team while nobody was connected, so what is open comes first. Where
   * another instance had read further than this one has, that is older than what the client has
   * got, and is brought up to date from there: better twice than stale.
   */
  private RecentEvents.@Nullable Cursor resume(
      OpenStream stream, Position position, Collection<String> teams) throws InterruptedException {
    return switch (stream.viewer()) {
      case Viewer.Operator operator -> new RecentEvents.Cursor(position);
      case Viewer.Member member -> {
        RecentEvents.Cursor now = openTasks(stream, teams);
        yield now == null ? null : new RecentEvents.Cursor(position.orEarlier(now.position));
      }
    };
  }

  /**
   * Another instance may have read further than this one. But a position beyond the end of the log
   * itself is of another log, such as that of a stack that was set up anew.
   */
  private boolean isOfAnotherLog(Position position)
      throws EventLog.Unavailable, InterruptedException {
    return !recent.end().reaches(position) && !log.end().reaches(position);
  }

  /** As of now. */
  private Collection<String> teamsOf(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Member member -> members.teamsOf(member.account());
      case Viewer.Operator operator -> List.of();
    };
  }

  /** Null when the stream ended meanwhile. */
  private RecentEvents.@Nullable Cursor openTasks(OpenStream stream, Collection<String> teams)
      throws InterruptedException {
    RecentEvents.Snapshot snapshot = recent.snapshot(teams);
    for (AlertBoard.OpenTask open : snapshot.tasks()) {
      for (Frame frame : OpenTaskFrames.of(frames, open, isComing(stream, open))) {
        if (!emit(stream, frame)) {
          return null;
        }
      }
    }
    return snapshot.cursor();
  }

  private boolean isComing(OpenStream stream, AlertBoard.OpenTask open) {
    return live.isFor(stream.viewer().account(), open.comers());
  }

  /** Who came to a team or left one before the stream was live was told by nobody yet. */
  private void tellOfTeams(OpenStream stream, Collection<String> before) {
    Collection<String> now = teamsOf(stream.viewer());
    now.stream()
        .filter(team -> !before.contains(team))
        .forEach(team -> distribution.tellJoined(stream, team));
    before.stream()
        .filter(team -> !now.contains(team))
        .forEach(team -> distribution.tellLeft(stream, team));
  }

  private void replay(OpenStream stream, RecentEvents.Cursor cursor, Position until)
      throws EventLog.Unavailable, InterruptedException {
    replays.acquire();
    try {
      log.replay(cursor.position, until, addressed -> lookAt(addressed, stream, cursor));
      cursor.position = cursor.position.orLater(until);
    } finally {
      replays.release();
    }
  }

  /** False when the stream has ended. */
  private boolean lookAt(AddressedEvent addressed, OpenStream stream, RecentEvents.Cursor cursor)
      throws InterruptedException {
    LogRecord record = addressed.record();
    if (record.offset() < cursor.position.next(record.partition())) {
      return stream.end().isEmpty();
    }
    cursor.position = cursor.position.after(record.partition(), record.offset());
    return switch (stream.viewer()) {
      case Viewer.Operator operator ->
          !operator.sees(addressed) || emit(stream, addressed, List.of(), cursor.position);
      case Viewer.Member member ->
          emit(stream, addressed, addresseesOf(addressed, member), cursor.position);
    };
  }

  private List<Addressee> addresseesOf(AddressedEvent addressed, Viewer.Member member) {
    if (addressed.addressees().isEmpty()) {
      return List.of();
    }
    Collection<String> teams = members.teamsOf(member.account());
    return addressed.addressees().stream()
        .filter(to -> teams.contains(to.teamId()))
        .filter(to -> to.volunteerIds() == null || live.isFor(member.account(), to))
        .toList();
  }

  private boolean emit(
      OpenStream stream, AddressedEvent addressed, List<Addressee> mine, Position position)
      throws InterruptedException {
    for (Frame frame :
        new EventFrames(frames, addressed).framesFor(stream.viewer(), mine, position)) {
      if (!emit(stream, frame)) {
        return false;
      }
    }
    return true;
  }

  private boolean emit(OpenStream stream, Frame frame) throws InterruptedException {
    if (stream.offerPatiently(frame, patienceNanos)) {
      return true;
    }
    stream.end(StreamEnd.TOO_SLOW, null);
    return false;
  }

  private void goLive(OpenStream stream, Position position) {
    stream.resumesFrom(position);
    stream.offer(frames.position(position));
    live.add(stream);
  }
}
