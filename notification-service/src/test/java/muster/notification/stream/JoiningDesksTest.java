package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import muster.contracts.place.JurisdictionCode;
import muster.notification.Desk;
import muster.notification.Incident;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Desks join while a thread for each topic brings its events and heartbeats go out. Each event
 * comes to each desk once and in order, and whatever position a desk has been told: in each topic
 * all before it has come, and nothing behind it. A position of old says nothing of the other
 * topics, which then begin now.
 */
class JoiningDesksTest {
  private static final int PARTITIONS = 3;
  private static final int DESKS = 60;
  private static final int EVENTS = 1_000;
  private static final int MEMORY = 200;
  private static final String VILLAGE = "320371003209";

  private final ListedLog alerts = new ListedLog(PARTITIONS, Incident::issued);
  private final ListedTopic reports =
      new ListedTopic(PARTITIONS, () -> new Desk.Report(VILLAGE).submitted("smoke"));
  private final ListedTopic registry =
      new ListedTopic(PARTITIONS, () -> new Desk.Volunteer(VILLAGE).onDuty(new Desk.Team(VILLAGE)));
  private final ListedTopic alarms =
      new ListedTopic(PARTITIONS, () -> new Desk.Alarm(VILLAGE).raised());
  private final Map<StreamTopic, EventLog> logs =
      Map.of(
          StreamTopic.DISPATCH, alerts,
          StreamTopic.REPORTS, reports,
          StreamTopic.REGISTRY, registry,
          StreamTopic.ALARMS, alarms);
  private final RecentEvents recent =
      new RecentEvents(
          new AlertBoard(100),
          100_000,
          List.of(history(MEMORY), history(MEMORY), history(50), history(100)));
  private final LiveStreams live = new LiveStreams(new Nobody());
  private final Distribution distribution =
      new Distribution(recent, live, new TextFrames(), offered -> {});
  private final CatchUp catchUp =
      new CatchUp(recent, live, distribution, logs, new Nobody(), new TextFrames(), settings());
  private final List<OpenStream> open = new CopyOnWriteArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @RepeatedTest(3)
  @Timeout(60)
  void whoeverJoinsMissesNothingOfAnyTopicAndGetsNothingTwice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Thread heart = Thread.ofPlatform().start(this::beat);
    List<Thread> writers =
        List.of(
            Thread.ofPlatform().start(() -> write(new Random(seed + 1), alerts::write)),
            Thread.ofPlatform().start(() -> write(new Random(seed + 2), reports::write)),
            Thread.ofPlatform().start(() -> write(new Random(seed + 3), registry::write)),
            Thread.ofPlatform().start(() -> write(new Random(seed + 4), alarms::write)));
    List<Joined> joined = new ArrayList<>();
    for (int i = 0; i < DESKS; i++) {
      joined.add(new Joined(random));
      LockSupport.parkNanos(500_000);
    }
    for (Thread writer : writers) {
      writer.join();
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
      one.check(seed);
    }
  }

  @Test
  @Timeout(60)
  void aDeskThatStopsReadingIsCutOffAndGoesOnFromWhatItGot() throws Exception {
    Random random = new Random(7);
    StreamPosition at = StreamPosition.of(none(), none(), none(), none());
    List<String> got = new CopyOnWriteArrayList<>();
    for (int round = 0; round <= 5; round++) {
      OpenStream stream = new OpenStream(desk(), Instant.MAX, 20, 10 << 20);
      AtomicBoolean reads = new AtomicBoolean(true);
      Thread reading = Thread.ofVirtual().start(() -> readWhile(reads, stream, got));
      catchUp.run(stream, new CatchUp.Start.After(at));
      assertThat(stream.end()).isEmpty();
      if (round % 2 == 0 || round == 5) {
        // In the other rounds it stops somewhere before.
        Awaitility.await().until(() -> !got.isEmpty() && got.getLast().equals("@" + recent.end()));
      }
      reads.set(false);
      reading.join();
      if (round == 5) {
        break;
      }
      for (int i = 0; i < 100; i++) {
        distribution.accept(alerts.write(random));
        distribution.accept(reports.write(random));
        distribution.accept(registry.write(random));
        distribution.accept(alarms.write(random));
      }
      assertThat(stream.end()).contains(StreamEnd.TOO_SLOW);
      assertThat(stream.take()).isNull();
      String last = got.stream().filter(frame -> frame.contains("@")).toList().getLast();
      at = Joined.position(last);
    }
    for (StreamTopic topic : StreamTopic.values()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        int wanted = partition;
        List<Long> offsets =
            got.stream()
                .filter(frame -> frame.contains("/"))
                .filter(f -> Joined.topic(f) == topic && Joined.partition(f) == wanted)
                .map(Joined::offset)
                .toList();
        assertThat(offsets)
            .isEqualTo(
                LongStream.range(0, recent.end().in(topic).next(partition)).boxed().toList());
      }
    }
  }

  private static void readWhile(AtomicBoolean reads, OpenStream stream, List<String> got) {
    while (reads.get()) {
      Frame frame = stream.take();
      if (frame == null) {
        LockSupport.parkNanos(50_000);
      } else {
        got.add(new String(frame.bytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private static Position none() {
    return Position.start(PARTITIONS);
  }

  private static Viewer desk() {
    return new Viewer.Operator(
        "o-1", new JurisdictionCode("3203"), List.of(), Optional.empty(), Optional.empty());
  }

  private interface Writing {
    LogRecord next(Random random);
  }

  private void write(Random random, Writing writing) {
    for (int i = 0; i < EVENTS; i++) {
      distribution.accept(writing.next(random));
      if (random.nextInt(4) == 0) {
        LockSupport.parkNanos(20_000);
      }
    }
  }

  private void beat() {
    while (!over.get()) {
      distribution.heartbeat(open);
      LockSupport.parkNanos(50_000);
    }
  }

  /** A desk that joined somewhere in between. */
  private final class Joined {
    final OpenStream stream = new OpenStream(desk(), Instant.MAX, 100_000, 10 << 20);
    final Thread catching;
    final Thread reading;
    private final @Nullable StreamPosition after;
    private final List<String> got = new ArrayList<>();

    Joined(Random random) {
      after = random.nextInt(4) == 0 ? null : somewhere(random);
      open.add(stream);
      reading = Thread.ofVirtual().start(this::read);
      catching = Thread.ofVirtual().start(this::catchUp);
    }

    private StreamPosition somewhere(Random random) {
      Position place = place(alerts.records(), random);
      Position ofReports = place(reports.records(), random);
      Position ofRegistry = place(registry.records(), random);
      return switch (random.nextInt(4)) {
        case 0 -> StreamPosition.of(place);
        case 1 -> StreamPosition.of(place, ofReports, ofRegistry);
        default -> StreamPosition.of(place, ofReports, ofRegistry, place(alarms.records(), random));
      };
    }

    private static Position place(List<LogRecord> records, Random random) {
      Position position = Position.start(PARTITIONS);
      for (LogRecord record : records.subList(0, random.nextInt(records.size() + 1))) {
        position = position.after(record.partition(), record.offset());
      }
      return position;
    }

    private void catchUp() {
      try {
        catchUp.run(
            stream, after == null ? new CatchUp.Start.Now() : new CatchUp.Start.After(after));
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
      Map<StreamTopic, Position> at = begin();
      for (String frame : got) {
        int id = frame.indexOf('@');
        if (frame.contains("/")) {
          StreamTopic topic = topic(frame);
          int partition = partition(frame);
          assertThat(offset(frame))
              .as("%s, seed %d", frame, seed)
              .isEqualTo(place(at, topic).next(partition));
          at.put(topic, place(at, topic).after(partition, offset(frame)));
        }
        if (id >= 0) {
          StreamPosition told = position(frame);
          for (StreamTopic topic : StreamTopic.values()) {
            assertThat(told.in(topic))
                .as("%s of %s, seed %d", topic, frame, seed)
                .isEqualTo(place(at, topic));
          }
        }
      }
      logs.forEach(
          (topic, log) -> {
            try {
              assertThat(place(at, topic)).as("%s, seed %d", topic, seed).isEqualTo(log.end());
            } catch (EventLog.Unavailable | InterruptedException e) {
              throw new AssertionError(e);
            }
          });
    }

    private static Position place(Map<StreamTopic, Position> at, StreamTopic topic) {
      return Objects.requireNonNull(at.get(topic));
    }

    /** Where the client was, and where a topic that it knew nothing of stood when it came. */
    private Map<StreamTopic, Position> begin() {
      String first = got.stream().filter(f -> f.contains("@")).findFirst().orElseThrow();
      Map<StreamTopic, Position> begin = new EnumMap<>(StreamTopic.class);
      for (StreamTopic topic : StreamTopic.values()) {
        Position told = position(first).in(topic);
        long[] next = new long[PARTITIONS];
        for (int partition = 0; partition < PARTITIONS; partition++) {
          next[partition] = told.next(partition);
        }
        if (first.contains("/") && topic(first) == topic) {
          next[partition(first)]--;
        }
        begin.put(topic, Position.of(next));
        if (after != null) {
          after.find(topic).ifPresent(known -> begin.put(topic, known));
        }
      }
      return begin;
    }

    private static StreamPosition position(String frame) {
      return StreamPosition.parse(frame.substring(frame.indexOf('@') + 1), PARTITIONS)
          .orElseThrow();
    }

    private static StreamTopic topic(String frame) {
      if (frame.startsWith("report ")) {
        return StreamTopic.REPORTS;
      }
      if (frame.startsWith("alarm ")) {
        return StreamTopic.ALARMS;
      }
      return frame.startsWith("registry ") ? StreamTopic.REGISTRY : StreamTopic.DISPATCH;
    }

    private static int partition(String frame) {
      return frame.charAt(frame.indexOf('/') - 1) - '0';
    }

    private static long offset(String frame) {
      int slash = frame.indexOf('/');
      return Long.parseLong(frame.substring(slash + 1, frame.indexOf(' ', slash)));
    }
  }

  private static EventHistory history(int events) {
    return new EventHistory(events, 1 << 20, Position.start(PARTITIONS));
  }

  private static StreamSettings settings() {
    return new StreamSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        DESKS,
        DESKS,
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

  private static final class Nobody implements TeamMembers {
    @Override
    public Collection<String> accountsOf(String teamId) {
      return List.of();
    }

    @Override
    public Collection<String> accountsOf(String teamId, Collection<String> volunteerIds) {
      return List.of();
    }

    @Override
    public Collection<String> teamsOf(String account) {
      return List.of();
    }
  }
}
