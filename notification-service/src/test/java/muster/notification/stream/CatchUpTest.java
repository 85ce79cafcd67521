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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import muster.contracts.place.JurisdictionCode;
import muster.notification.Incident;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The seam between the log, memory and live, without Kafka and without sockets. */
class CatchUpTest {
  private static final int PARTITIONS = 3;
  private static final JurisdictionCode CITY = new JurisdictionCode("3203");

  @Property(tries = 60)
  void whereverAClientHasBeenAndWhateverMemoryHoldsItGetsTheRestOnceAndInOrder(
      @ForAll @IntRange(min = 1, max = 30) int memory,
      @ForAll @IntRange(min = 1, max = 60) int before,
      @ForAll @IntRange(min = 0, max = 60) int meanwhile,
      @ForAll @IntRange(min = 0, max = 60) int resumeAt,
      @ForAll @IntRange(min = 2, max = 50) int buffer,
      @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    ListedLog log = new ListedLog(PARTITIONS, Incident::issued);
    Instance instance = new Instance(memory, log);
    Position resume = Position.start(PARTITIONS);
    for (int i = 0; i < before; i++) {
      LogRecord record = log.write(random);
      instance.distribution.accept(record);
      if (i < resumeAt) {
        resume = resume.after(record.partition(), record.offset());
      }
    }
    OpenStream stream = new OpenStream(operator(), Instant.MAX, buffer, 1 << 20);
    List<String> got = new CopyOnWriteArrayList<>();
    Thread reader = Thread.ofVirtual().start(() -> drain(stream, got));
    Position from = resume;
    Thread catching =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    instance.catchUp.run(stream, new CatchUp.Start.After(StreamPosition.of(from)));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    for (int i = 0; i < meanwhile; i++) {
      instance.distribution.accept(log.write(random));
      if (random.nextInt(4) == 0) {
        LockSupport.parkNanos(50_000);
      }
    }
    catching.join();
    boolean cutOff = stream.end().isPresent();
    stream.end(StreamEnd.GOING_AWAY, null);
    reader.join();

    List<String> expected = new ArrayList<>();
    for (LogRecord record : log.records()) {
      if (record.offset() >= from.next(record.partition())) {
        expected.add(record.partition() + "/" + record.offset());
      }
    }
    List<String> events =
        got.stream()
            .filter(text -> text.contains("/"))
            .map(text -> text.substring(0, text.indexOf(' ')))
            .toList();
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
    ListedLog log = new ListedLog(PARTITIONS, Incident::issued);
    Instance instance = new Instance(100, log);
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      instance.distribution.accept(log.write(random));
    }
    OpenStream stream = new OpenStream(operator(), Instant.MAX, 10, 1 << 20);
    instance.catchUp.run(
        stream, new CatchUp.Start.After(StreamPosition.of(Position.start(PARTITIONS))));
    assertThat(stream.end()).contains(StreamEnd.TOO_SLOW);
  }

  @Test
  void aLogThatCanNotBeReadEndsTheStreamInOrder() throws Exception {
    ListedLog log = new ListedLog(PARTITIONS, Incident::issued);
    Instance instance = new Instance(1, new UnreadableLog());
    Random random = new Random(2);
    for (int i = 0; i < 5; i++) {
      instance.distribution.accept(log.write(random));
    }
    OpenStream stream = new OpenStream(operator(), Instant.MAX, 10, 1 << 20);
    instance.catchUp.run(
        stream, new CatchUp.Start.After(StreamPosition.of(Position.start(PARTITIONS))));
    assertThat(stream.end()).contains(StreamEnd.REPLAY_FAILED);
  }

  private static void drain(OpenStream stream, List<String> got) {
    while (!stream.drained()) {
      Frame frame = stream.take();
      if (frame == null) {
        LockSupport.parkNanos(50_000);
      } else {
        got.add(new String(frame.bytes(), StandardCharsets.UTF_8));
      }
    }
  }

  /** One instance of the service, as far as streams go. */
  private static final class Instance {
    final Distribution distribution;
    final CatchUp catchUp;

    Instance(int memory, EventLog log) {
      RecentEvents recent =
          new RecentEvents(
              new AlertBoard(100), new EventHistory(memory, 1 << 20, Position.start(PARTITIONS)));
      LiveStreams live = new LiveStreams(new Nobody());
      distribution = new Distribution(recent, live, new TextFrames(), offered -> {});
      catchUp =
          new CatchUp(
              recent,
              live,
              distribution,
              Map.of(StreamTopic.DISPATCH, log),
              new Nobody(),
              new TextFrames(),
              settings());
    }
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
    public Collection<String> accountsOf(String teamId, Collection<String> volunteerIds) {
      return accountsOf(teamId).stream().filter(volunteerIds::contains).toList();
    }

    @Override
    public Collection<String> accountsOf(String teamId) {
      return List.of();
    }

    @Override
    public Collection<String> teamsOf(String account) {
      return List.of();
    }
  }
}
