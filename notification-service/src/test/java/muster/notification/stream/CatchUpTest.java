package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import muster.contracts.place.JurisdictionCode;
import muster.notification.Incident;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The seam between the log, memory and live, without Kafka and without sockets. */
class CatchUpTest {
  private static final int PARTITIONS = 3;
  private static final JurisdictionCode CITY = new JurisdictionCode("3203");

  private final List<LogRecord> log = new CopyOnWriteArrayList<>();
  private final long[] next = new long[PARTITIONS];
  private final Incident[] incidents = new Incident[PARTITIONS];

  CatchUpTest() {
    anEmptyLog();
  }

  /** One instance serves all tries of a property. */
  private void anEmptyLog() {
    log.clear();
    Arrays.fill(next, 0);
    Arrays.setAll(incidents, partition -> new Incident("320371003209"));
  }

  @Property(tries = 60)
  void whereverAClientHasBeenAndWhateverMemoryHoldsItGetsTheRestOnceAndInOrder(
      @ForAll @IntRange(min = 1, max = 30) int memory,
      @ForAll @IntRange(min = 1, max = 60) int before,
      @ForAll @IntRange(min = 0, max = 60) int meanwhile,
      @ForAll @IntRange(min = 0, max = 60) int resumeAt,
      @ForAll @IntRange(min = 2, max = 50) int buffer,
      @ForAll long seed)
      throws Exception {
    anEmptyLog();
    Random random = new Random(seed);
    FanOut fanOut = fanOut(memory);
    Position resume = Position.start(PARTITIONS);
    for (int i = 0; i < before; i++) {
      LogRecord record = write(random);
      fanOut.accept(record);
      if (i < resumeAt) {
        resume = resume.after(record.partition(), record.offset());
      }
    }
    LiveStream stream = new LiveStream(operator(), Instant.MAX, buffer, 1 << 20);
    List<String> got = new CopyOnWriteArrayList<>();
    Thread reader = Thread.ofVirtual().start(() -> drain(stream, got));
    CatchUp catchUp = catchUp(fanOut);
    Position from = resume;
    Thread catching =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    catchUp.run(stream, new CatchUp.Start.After(from));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    for (int i = 0; i < meanwhile; i++) {
      fanOut.accept(write(random));
      if (random.nextInt(4) == 0) {
        LockSupport.parkNanos(50_000);
      }
    }
    catching.join();
    boolean cutOff = stream.end().isPresent();
    stream.end(StreamEnd.GOING_AWAY, null);
    reader.join();

    List<String> expected = new ArrayList<>();
    for (LogRecord record : log) {
      if (record.offset() >= from.next(record.partition())) {
        expected.add(record.partition() + "/" + record.offset());
      }
    }
    List<String> events = got.stream().filter(text -> text.contains("/")).toList();
    assertThat(events).doesNotHaveDuplicates();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String prefix = partition + "/";
      List<String> mine = events.stream().filter(e -> e.startsWith(prefix)).toList();
      List<String> all = expected.stream().filter(e -> e.startsWith(prefix)).toList();
      // A live reader that is too slow is cut off; what it got is a beginning without a gap.
      assertThat(mine).isEqualTo(cutOff ? all.subList(0, mine.size()) : all);
    }
  }

  @Test
  void aReaderThatNeverReadsIsCutOffWhileItCatchesUp() throws Exception {
    FanOut fanOut = fanOut(100);
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      fanOut.accept(write(random));
    }
    LiveStream stream = new LiveStream(operator(), Instant.MAX, 10, 1 << 20);
    catchUp(fanOut).run(stream, new CatchUp.Start.After(Position.start(PARTITIONS)));
    assertThat(stream.end()).contains(StreamEnd.TOO_SLOW);
  }

  @Test
  void aLogThatCanNotBeReadEndsTheStreamInOrder() throws Exception {
    FanOut fanOut = fanOut(1);
    Random random = new Random(2);
    for (int i = 0; i < 5; i++) {
      fanOut.accept(write(random));
    }
    LiveStream stream = new LiveStream(operator(), Instant.MAX, 10, 1 << 20);
    CatchUp catchUp =
        new CatchUp(fanOut, new UnreadableLog(), new Nobody(), new TextFrames(), settings());
    catchUp.run(stream, new CatchUp.Start.After(Position.start(PARTITIONS)));
    assertThat(stream.end()).contains(StreamEnd.REPLAY_FAILED);
  }

  private static void drain(LiveStream stream, List<String> got) {
    while (!stream.drained()) {
      Frame frame = stream.take();
      if (frame == null) {
        LockSupport.parkNanos(50_000);
      } else {
        got.add(new String(frame.bytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private LogRecord write(Random random) {
    int partition = random.nextInt(PARTITIONS);
    Incident incident = incidents[partition];
    if (next[partition] == 0) {
      incident.issued();
    } else {
      incident.updated("news");
    }
    LogRecord record =
        new LogRecord(partition, next[partition]++, 10, incident.events().getFirst());
    log.add(record);
    return record;
  }

  private FanOut fanOut(int memory) {
    return new FanOut(
        new Nobody(),
        new TextFrames(),
        new AlertBoard(100),
        new EventHistory(memory, 1 << 20, Position.start(PARTITIONS)));
  }

  private CatchUp catchUp(FanOut fanOut) {
    return new CatchUp(fanOut, new ListedLog(), new Nobody(), new TextFrames(), settings());
  }

  private static Viewer operator() {
    return new Viewer.Operator("o-1", CITY, List.of(), Optional.empty(), Optional.empty());
  }

  private static StreamSettings settings() {
    return new StreamSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        10,
        5,
        10,
        1 << 20,
        Duration.ofMillis(300),
        100,
        1 << 20,
        Duration.ofHours(1),
        Duration.ofHours(1),
        100,
        100,
        Duration.ofHours(1),
        2);
  }

  /** The log as a list in this process. */
  private final class ListedLog implements EventLog {
    @Override
    public Position end() {
      return Position.of(next);
    }

    @Override
    public Position positionAt(Instant time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void replay(Position from, Position until, Reader reader) throws InterruptedException {
      AlertBoard board = new AlertBoard(100);
      for (LogRecord record : log) {
        Told told = board.accept(record).orElseThrow();
        if (record.offset() >= from.next(record.partition())
            && record.offset() < until.next(record.partition())
            && !reader.told(told)) {
          return;
        }
      }
    }
  }

  private static final class UnreadableLog implements EventLog {
    @Override
    public Position end() throws Unavailable {
      throw new Unavailable(new IllegalStateException("away"));
    }

    @Override
    public Position positionAt(Instant time) throws Unavailable {
      return end();
    }

    @Override
    public void replay(Position from, Position until, Reader reader) throws Unavailable {
      end();
    }
  }

  private static final class Nobody implements TeamMembers {
    @Override
    public Collection<String> accountsOf(String teamId) {
      return List.of();
    }

    @Override
    public Collection<String> teamsOf(String account) {
      return List.of();
    }
  }

  /** Frames that say which record they are of. */
  private static final class TextFrames implements Frames {
    @Override
    public Frame personal(
        Told told, @Nullable AlertSummary alert, Told.Addressee addressee, @Nullable Position id) {
      return operational(told, Position.start(PARTITIONS));
    }

    @Override
    public Frame operational(Told told, Position id) {
      return text(told.at().partition() + "/" + told.at().offset());
    }

    @Override
    public Frame opening(Duration retry) {
      return text("opening");
    }

    @Override
    public Frame position(Position id) {
      return text("position");
    }

    @Override
    public Frame heartbeat(@Nullable Position id) {
      return text("heartbeat");
    }

    @Override
    public Frame farewell(StreamEnd end, Duration retry) {
      return text("farewell");
    }

    private static Frame text(String text) {
      return new Frame(text.getBytes(StandardCharsets.UTF_8), null);
    }
  }
}
