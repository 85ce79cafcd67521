package muster.notification.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import muster.notification.stream.AddressedEvent.Addressee;
import org.jspecify.annotations.Nullable;

/**
 * Brings a new stream from where its client was up to now, at the pace of its reader: first from
 * the log itself where memory does not reach, then from memory, then live; {@code dispatch.events}
 * before the other topics, and live in all at one moment.
 */
public final class CatchUp {
  /** Where a stream begins. */
  public sealed interface Start {
    /** With what is open right now, then live. */
    record Now() implements Start {}

    /**
     * After what the client has got, and now in the topics of which the position says nothing; a
     * member's with what is open right now before that.
     *
     * @param otherwise where a desk begins if the position is of another log; null for now
     */
    record After(StreamPosition position, @Nullable StreamPosition otherwise) implements Start {
      public After(StreamPosition position) {
        this(position, null);
      }
    }

    /** With what was written at this time or later. */
    record Since(Instant time) implements Start {}
  }

  private final RecentEvents recent;
  private final LiveStreams live;
  private final Distribution distribution;
  private final Map<StreamTopic, EventLog> logs;
  private final TeamMembers members;
  private final Frames frames;
  private final Duration retry;
  private final long patienceNanos;
  private final Semaphore replays;

  public CatchUp(
      RecentEvents recent,
      LiveStreams live,
      Distribution distribution,
      Map<StreamTopic, EventLog> logs,
      TeamMembers members,
      Frames frames,
      StreamSettings settings) {
    this.recent = recent;
    this.live = live;
    this.distribution = distribution;
    this.logs = Map.copyOf(logs);
    this.members = members;
    this.frames = frames;
    this.retry = settings.retry();
    this.patienceNanos = settings.stallTimeout().toNanos();
    this.replays = new Semaphore(settings.maxReplays());
  }

  /**
   * The same start, for a desk with the moment of this call as "now": whoever has the beginning of
   * the answer and then reads a snapshot is told of everything that the snapshot has not.
   */
  public Start fixed(Viewer viewer, Start start) {
    return switch (viewer) {
      case Viewer.Member _ -> start;
      case Viewer.Operator _ ->
          switch (start) {
            case Start.Now() -> new Start.After(recent.end());
            case Start.After(StreamPosition position, _) -> {
              StreamPosition now = recent.end();
              yield new Start.After(position.completedBy(now), now);
            }
            case Start.Since _ -> start;
          };
    };
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
          case RecentEvents.Step.Look(List<StreamedEvent> entries) -> {
            for (StreamedEvent event : entries) {
              if (!lookAt(event, stream, cursor)) {
                return;
              }
            }
          }
          case RecentEvents.Step.Replay(StreamTopic topic, Position until) ->
              replay(stream, cursor, topic, until);
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
      case Start.Since(Instant time) -> {
        Map<StreamTopic, Position> from = new EnumMap<>(StreamTopic.class);
        for (StreamTopic topic : followed(stream.viewer())) {
          from.put(topic, log(topic).positionAt(time));
        }
        yield recent.cursor(stream.viewer(), from);
      }
      case Start.After(StreamPosition position, @Nullable StreamPosition otherwise) -> {
        Map<StreamTopic, Position> from = places(position, stream.viewer());
        if (!isOfAnotherLog(from)) {
          yield resume(stream, from, teams);
        }
        yield otherwise == null
            ? openTasks(stream, teams)
            : recent.cursor(stream.viewer(), places(otherwise, stream.viewer()));
      }
    };
  }

  private Map<StreamTopic, Position> places(StreamPosition position, Viewer viewer) {
    Map<StreamTopic, Position> places = new EnumMap<>(StreamTopic.class);
    for (StreamTopic topic : followed(viewer)) {
      position.find(topic).ifPresent(place -> places.put(topic, place));
    }
    return places;
  }

  /** Those of which there is something to catch up with; in the others a stream begins now. */
  private List<StreamTopic> followed(Viewer viewer) {
    return viewer.partOf(recent.end()).topics().stream().filter(viewer::follows).toList();
  }

  private EventLog log(StreamTopic topic) {
    EventLog log = logs.get(topic);
    if (log == null) {
      throw new IllegalStateException("no log of " + topic);
    }
    return log;
  }

  /**
   * A member may have come to a team while nobody was connected, so what is open comes first. Where
   * another instance had read further than this one has, that is older than what the client has
   * got, and is brought up to date from there: better twice than stale.
   */
  private RecentEvents.@Nullable Cursor resume(
      OpenStream stream, Map<StreamTopic, Position> from, Collection<String> teams)
      throws InterruptedException {
    return switch (stream.viewer()) {
      case Viewer.Operator operator -> recent.cursor(operator, from);
      case Viewer.Member member -> {
        RecentEvents.Cursor now = openTasks(stream, teams);
        if (now == null) {
          yield null;
        }
        StreamPosition open = now.position;
        from.replaceAll((topic, place) -> place.orEarlier(open.in(topic)));
        yield recent.cursor(member, from);
      }
    };
  }

  /**
   * Another instance may have read further than this one. But a position beyond the end of a log
   * itself is of another log, such as that of a stack that was set up anew.
   */
  private boolean isOfAnotherLog(Map<StreamTopic, Position> from)
      throws EventLog.Unavailable, InterruptedException {
    StreamPosition read = recent.end();
    for (Map.Entry<StreamTopic, Position> one : from.entrySet()) {
      StreamTopic topic = one.getKey();
      if (!read.in(topic).reaches(one.getValue()) && !log(topic).end().reaches(one.getValue())) {
        return true;
      }
    }
    return false;
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
    RecentEvents.Snapshot snapshot = recent.snapshot(stream.viewer(), teams);
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

  private void replay(
      OpenStream stream, RecentEvents.Cursor cursor, StreamTopic topic, Position until)
      throws EventLog.Unavailable, InterruptedException {
    replays.acquire();
    try {
      log(topic).replay(cursor.position.in(topic), until, event -> lookAt(event, stream, cursor));
      cursor.position = cursor.position.with(topic, cursor.position.in(topic).orLater(until));
    } finally {
      replays.release();
    }
  }

  /** False when the stream has ended. */
  private boolean lookAt(StreamedEvent event, OpenStream stream, RecentEvents.Cursor cursor)
      throws InterruptedException {
    if (cursor.position.isPast(event)) {
      return stream.end().isEmpty();
    }
    cursor.position = cursor.position.after(event);
    return switch (stream.viewer()) {
      case Viewer.Operator operator ->
          !operator.sees(event) || emit(stream, event, List.of(), cursor.position);
      case Viewer.Member member ->
          emit(stream, event, addresseesOf(event, member), cursor.position);
    };
  }

  private List<Addressee> addresseesOf(StreamedEvent event, Viewer.Member member) {
    if (!(event instanceof AddressedEvent addressed) || addressed.addressees().isEmpty()) {
      return List.of();
    }
    Collection<String> teams = members.teamsOf(member.account());
    return addressed.addressees().stream()
        .filter(to -> teams.contains(to.teamId()))
        .filter(to -> to.volunteerIds() == null || live.isFor(member.account(), to))
        .toList();
  }

  private boolean emit(
      OpenStream stream, StreamedEvent event, List<Addressee> mine, StreamPosition position)
      throws InterruptedException {
    EventFrames ofEvent = new EventFrames(frames, event);
    for (Frame frame : ofEvent.locate(ofEvent.framesFor(stream.viewer(), mine), position)) {
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

  private void goLive(OpenStream stream, StreamPosition position) {
    stream.resumesFrom(position);
    stream.offerInAnyCase(frames.position(position));
    live.add(stream);
  }
}
