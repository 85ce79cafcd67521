package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import muster.contracts.place.JurisdictionCode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Many streams join while events flow, heartbeats go out and others leave. Each event comes to each
 * stream once and in order, and whatever position a stream has been told: all before it has come,
 * and nothing after it.
 */
class JoiningStreamsTest {
  private static final int PARTITIONS = 3;
  private static final int STREAMS = 120;
  private static final int EVENTS = 2_000;
  private static final int MEMORY = 300;
  private static final Map<String, List<String>> TEAMS_OF =
      Map.of("one-team", List.of("t-1"), "two-teams", List.of("t-1", "t-2"), "no-team", List.of());

  private final ListedLog log =
      new ListedLog(
          PARTITIONS,
          incident ->
              incident
                  .issued()
                  .offered(UUID.randomUUID(), "t-1")
                  .offered(UUID.randomUUID(), "t-2")
                  .clue("at the bridge"));
  private final RecentEvents recent =
      new RecentEvents(
          new AlertBoard(100), new EventHistory(MEMORY, 1 << 20, Position.start(PARTITIONS)));
  private final LiveStreams live = new LiveStreams(new Teams());
  private final Distribution distribution =
      new Distribution(recent, live, new TextFrames(), offered -> {});
  private final CatchUp catchUp =
      new CatchUp(
          recent,
          live,
          distribution,
          Map.of(StreamTopic.DISPATCH, log),
          new Teams(),
          new TextFrames(),
          settings());
  private final List<OpenStream> open = new CopyOnWriteArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @RepeatedTest(5)
  @Timeout(60)
  void whoeverJoinsMissesNothingAndGetsNothingTwice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Joined> joined = new ArrayList<>();
    Thread heart = Thread.ofPlatform().start(this::beat);
    int everyNth = EVENTS / STREAMS;
    for (int i = 0; i < EVENTS; i++) {
      distribution.accept(log.write(random));
      if (i % everyNth == 0) {
        joined.add(new Joined(random));
      }
      if (random.nextInt(5) == 0) {
        LockSupport.parkNanos(20_000);
      }
    }
    for (Joined one : joined) {
      one.catching.join();
    }
    over.set(true);
    heart.join();
    distribution.heartbeat(open);
    for (Joined one : joined) {
      one.stream.end(StreamEnd.GOING_AWAY, null);
      one.reading.join();
    }
    for (Joined one : joined) {
      one.check(seed);
    }
  }

  private void beat() {
    while (!over.get()) {
      distribution.heartbeat(open);
      LockSupport.parkNanos(50_000);
    }
  }

  /** A client that joined somewhere in between. */
  private final class Joined {
    final OpenStream stream;
    final CatchUp.Start start;
    final boolean leavesEarly;
    final Thread catching;
    final Thread reading;
    private final List<String> got = new ArrayList<>();

    Joined(Random random) {
      stream = new OpenStream(viewer(random), Instant.MAX, 100_000, 10 << 20);
      start = random.nextInt(4) == 0 ? new CatchUp.Start.Now() : after(random);
      leavesEarly = random.nextInt(6) == 0;
      open.add(stream);
      reading = Thread.ofVirtual().start(this::read);
      catching = Thread.ofVirtual().start(this::catchUp);
    }

    private CatchUp.Start after(Random random) {
      List<LogRecord> records = log.records();
      Position position = Position.start(PARTITIONS);
      for (LogRecord record : records.subList(0, random.nextInt(records.size()))) {
        position = position.after(record.partition(), record.offset());
      }
      return new CatchUp.Start.After(StreamPosition.of(position));
    }

    private void catchUp() {
      try {
        catchUp.run(stream, start);
        if (leavesEarly) {
          stream.end(StreamEnd.REPLACED, null);
          live.remove(stream);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void read() {
      while (!stream.drained()) {
        Frame frame = stream.take();
        if (frame == null) {
          LockSupport.parkNanos(50_000);
        } else {
          got.add(new String(frame.bytes(), StandardCharsets.UTF_8));
        }
      }
    }

    void check(long seed) {
      int first = 0;
      Position at;
      if (start instanceof CatchUp.Start.After after) {
        first = firstAfterWhatIsOpen();
        at = after.position().in(StreamTopic.DISPATCH);
      } else {
        first = firstOfTheLog();
        at = positionBefore(first);
      }
      Expected expected = new Expected(stream.viewer(), at, log.records());
      for (String frame : got.subList(first, got.size())) {
        int id = frame.indexOf('@');
        if (frame.contains("/")) {
          String event = frame.substring(0, id < 0 ? frame.length() : id).strip();
          assertThat(event).as("seed %d", seed).isEqualTo(expected.next(partition(event)));
        }
        if (id >= 0) {
          Position told = Position.parse(frame.substring(id + 1), PARTITIONS).orElseThrow();
          assertThat(told.reaches(at)).as("%s after %s, seed %d", told, at, seed).isTrue();
          assertThat(expected.isExactly(told)).as("at %s, seed %d", told, seed).isTrue();
          at = told;
        }
      }
      if (!leavesEarly) {
        assertThat(at).as("seed %d", seed).isEqualTo(log.end());
      }
    }

    /** A member's begins with what is open, by its offers; in the log these have positions. */
    private int firstAfterWhatIsOpen() {
      int first = 0;
      while (first < got.size()
          && !got.get(first).contains("@")
          && (!got.get(first).contains("/") || got.get(first).matches("./[12] .*"))) {
        first++;
      }
      return first;
    }

    /**
     * What is open now comes without positions; an event for two teams has one in its last frame.
     */
    private int firstOfTheLog() {
      int first = 0;
      while (!got.get(first).contains("@")) {
        first++;
      }
      String record = got.get(first).split(" ")[0] + " ";
      while (first > 0 && got.get(first - 1).startsWith(record)) {
        first--;
      }
      return first;
    }

    private Position positionBefore(int first) {
      String frame =
          got.subList(first, got.size()).stream()
              .filter(f -> f.contains("@"))
              .findFirst()
              .orElseThrow();
      int id = frame.indexOf('@');
      Position position = Position.parse(frame.substring(id + 1), PARTITIONS).orElseThrow();
      long[] next = new long[PARTITIONS];
      for (int partition = 0; partition < PARTITIONS; partition++) {
        next[partition] = position.next(partition);
      }
      if (id > 0) {
        next[partition(frame)]--;
      }
      return Position.of(next);
    }
  }

  /** What a viewer gets from a position on, partition by partition. */
  private static final class Expected {
    private record Event(long offset, String text) {}

    private final List<List<Event>> events = new ArrayList<>();
    private final int[] taken = new int[PARTITIONS];

    Expected(Viewer viewer, Position from, List<LogRecord> log) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        events.add(new ArrayList<>());
      }
      for (LogRecord record : log) {
        if (record.offset() < from.next(record.partition())) {
          continue;
        }
        String text = record.partition() + "/" + record.offset();
        List<Event> ofPartition = events.get(record.partition());
        if (viewer instanceof Viewer.Operator) {
          ofPartition.add(new Event(record.offset(), text));
        } else {
          teamsToldOf(record).stream()
              .filter(TEAMS_OF.getOrDefault(viewer.account(), List.of())::contains)
              .forEach(team -> ofPartition.add(new Event(record.offset(), text + " " + team)));
        }
      }
    }

    String next(int partition) {
      List<Event> ofPartition = events.get(partition);
      int next = taken[partition]++;
      return next < ofPartition.size() ? ofPartition.get(next).text() : "nothing more";
    }

    /** What has been taken is all before this position, and nothing behind it. */
    boolean isExactly(Position position) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        List<Event> ofPartition = events.get(partition);
        long next = position.next(partition);
        int count = taken[partition];
        if ((count > 0 && ofPartition.get(count - 1).offset() >= next)
            || (count < ofPartition.size() && ofPartition.get(count).offset() < next)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Each partition begins with the alert, an offer to either team, and a clue; the rest is news.
   */
  private static List<String> teamsToldOf(LogRecord record) {
    return switch ((int) record.offset()) {
      case 0, 3 -> List.of();
      case 1 -> List.of("t-1");
      case 2 -> List.of("t-2");
      default -> List.of("t-1", "t-2");
    };
  }

  private static int partition(String event) {
    return event.charAt(0) - '0';
  }

  private static Viewer viewer(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Viewer.Member("one-team");
      case 1 -> new Viewer.Member("two-teams");
      case 2 -> new Viewer.Member("no-team");
      default ->
          new Viewer.Operator(
              "o-1", new JurisdictionCode("3203"), List.of(), Optional.empty(), Optional.empty());
    };
  }

  private static StreamSettings settings() {
    return new StreamSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        STREAMS,
        STREAMS,
        10,
        1 << 20,
        Duration.ofSeconds(10),
        MEMORY,
        1 << 20,
        Duration.ofHours(1),
        Duration.ofHours(1),
        100,
        100,
        Duration.ofHours(1),
        8);
  }

  private static final class Teams implements TeamMembers {
    @Override
    public Collection<String> accountsOf(String teamId, Collection<String> volunteerIds) {
      return accountsOf(teamId).stream().filter(volunteerIds::contains).toList();
    }

    @Override
    public Collection<String> accountsOf(String teamId) {
      return TEAMS_OF.entrySet().stream()
          .filter(of -> of.getValue().contains(teamId))
          .map(Map.Entry::getKey)
          .toList();
    }

    @Override
    public Collection<String> teamsOf(String account) {
      return TEAMS_OF.getOrDefault(account, List.of());
    }
  }
}
