package muster.benchmarks.outbox;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import muster.benchmarks.Aim;
import muster.benchmarks.Check;
import muster.benchmarks.Findings;
import muster.benchmarks.Result;
import muster.benchmarks.Samples;
import muster.benchmarks.Setting;
import muster.benchmarks.Unit;
import muster.outbox.Outbox;
import muster.outbox.OutboxRecord;
import muster.outbox.OutboxRelay;
import muster.outbox.OutboxRelaySettings;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Events a second through the relay, beside a producer that is simply given the same records: once
 * with everything waiting in the table, once with transactions that commit all the while.
 *
 * <p>The two take turns. The first turn is that of a JVM just started; it and the next ones, in
 * which the compilers take more of the processor than the work does, do not count for the aims.
 */
public final class OutboxBenchmark {
  private static final Aim HALF = new Aim.AtLeastShareOfPeer(0.5);
  private static final String RAW = "raw-producer";
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final Setting setting;
  private final Outbox outbox = new Outbox();
  private final int warmUpTurns;
  private final int turns;
  private final int alerts;
  private final Duration steady;
  private long checked;

  public OutboxBenchmark(Setting setting) {
    this.setting = setting;
    this.warmUpTurns = setting.quick() ? 1 : 3;
    this.turns = setting.quick() ? 1 : 5;
    this.alerts = setting.quick() ? 200 : 10_000;
    this.steady = setting.quick() ? Duration.ofMillis(500) : Duration.ofSeconds(5);
  }

  public Findings run() throws Exception {
    List<Double> waiting = new ArrayList<>();
    List<Double> waitingRaw = new ArrayList<>();
    List<Double> steadily = new ArrayList<>();
    List<Double> steadilyRaw = new ArrayList<>();
    List<Double> unread = new ArrayList<>();
    double cold = 0;
    double coldRaw = 0;
    try (OutboxServers servers = new OutboxServers()) {
      for (int turn = 1; turn <= warmUpTurns + turns; turn++) {
        setting.say("outbox.turn", turn, warmUpTurns + turns, warmUpTurns);
        double relayed = relayWhatWaits(servers, servers.createTopic("waiting-relay-" + turn));
        double sent = sendAll(servers, servers.createTopic("waiting-raw-" + turn));
        setting.say("outbox.waiting", relayed, sent);
        double relayedSteadily =
            relaySteadily(servers, servers.createTopic("steady-relay-" + turn));
        double sentSteadily = sendSteadily(servers, servers.createTopic("steady-raw-" + turn));
        double committed = commitOnly(servers, "unread");
        setting.say("outbox.steady", relayedSteadily, sentSteadily, committed);
        if (turn == 1) {
          cold = relayed;
          coldRaw = sent;
        }
        if (turn > warmUpTurns) {
          waiting.add(relayed);
          waitingRaw.add(sent);
          steadily.add(relayedSteadily);
          steadilyRaw.add(sentSteadily);
          unread.add(committed);
        }
      }
    }
    return new Findings(
        List.of(
            Result.of("outbox.waiting-just-started", cold, Unit.PER_SECOND).beside(RAW, coldRaw),
            Result.of("outbox.waiting", Samples.median(waiting), Unit.PER_SECOND)
                .beside(RAW, Samples.median(waitingRaw))
                .aimingAt(HALF),
            Result.of("outbox.steady", Samples.median(steadily), Unit.PER_SECOND)
                .beside(RAW, Samples.median(steadilyRaw))
                .aimingAt(HALF),
            Result.of("outbox.steady-by-commits", Samples.median(steadily), Unit.PER_SECOND)
                .beside("commits-alone", Samples.median(unread))),
        List.of(new Check("outbox.once-and-in-order", checked)));
  }

  /** All rows are there before the relay starts; its own start is part of the time. */
  private double relayWhatWaits(OutboxServers servers, String topic) throws Exception {
    AlertEvents events = new AlertEvents(topic);
    Writers.run(() -> new Committer(servers, events, () -> {}), () -> true, alerts);
    long count = (long) alerts * AlertEvents.EVENTS_OF_AN_ALERT;
    double perSecond;
    try (OutboxRelay relay = relay(servers)) {
      long begun = System.nanoTime();
      relay.start();
      awaitPublished(relay, count);
      perSecond = count * 1e9 / (System.nanoTime() - begun);
    }
    checked += servers.check(topic, count);
    return perSecond;
  }

  private double sendAll(OutboxServers servers, String topic) throws Exception {
    var records =
        new AlertEvents(topic)
            .alerts(0, alerts).stream().flatMap(List::stream).map(OutboxServers::raw).toList();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long begun = System.nanoTime();
    double perSecond;
    try (Producer<byte[], byte[]> producer = servers.producer()) {
      for (var given : records) {
        var _ = producer.send(given, (_, refused) -> keep(failure, refused));
      }
      producer.flush();
      perSecond = records.size() * 1e9 / (System.nanoTime() - begun);
    }
    throwIf(failure);
    checked += servers.check(topic, records.size());
    return perSecond;
  }

  /** What the relay has carried when the time is over, of what was committed meanwhile. */
  private double relaySteadily(OutboxServers servers, String topic) throws Exception {
    AlertEvents events = new AlertEvents(topic);
    try (OutboxRelay relay = relay(servers)) {
      relay.start();
      long begun = System.nanoTime();
      int written =
          Writers.run(
              () -> new Committer(servers, events, relay::wake), until(begun), Integer.MAX_VALUE);
      double perSecond = relay.status().published() * 1e9 / (System.nanoTime() - begun);
      long count = (long) written * AlertEvents.EVENTS_OF_AN_ALERT;
      awaitPublished(relay, count);
      checked += servers.check(topic, count);
      return perSecond;
    }
  }

  /** As many threads, each waiting for the broker's word on one alert before the next. */
  private double sendSteadily(OutboxServers servers, String topic) throws Exception {
    AlertEvents events = new AlertEvents(topic);
    try (Producer<byte[], byte[]> producer = servers.producer()) {
      long begun = System.nanoTime();
      int written =
          Writers.run(() -> new Sender(producer, events), until(begun), Integer.MAX_VALUE);
      long count = (long) written * AlertEvents.EVENTS_OF_AN_ALERT;
      double perSecond = count * 1e9 / (System.nanoTime() - begun);
      checked += servers.check(topic, count);
      return perSecond;
    }
  }

  /** The same transactions with nobody to carry their events: what the database alone can do. */
  private double commitOnly(OutboxServers servers, String topic) throws Exception {
    AlertEvents events = new AlertEvents(topic);
    long begun = System.nanoTime();
    int written =
        Writers.run(
            () -> new Committer(servers, events, () -> {}), until(begun), Integer.MAX_VALUE);
    double perSecond = written * AlertEvents.EVENTS_OF_AN_ALERT * 1e9 / (System.nanoTime() - begun);
    servers.dropRows();
    return perSecond;
  }

  private BooleanSupplier until(long begun) {
    return () -> System.nanoTime() - begun < steady.toNanos();
  }

  private static OutboxRelay relay(OutboxServers servers) {
    return new OutboxRelay(
        servers.dataSource(), servers.bootstrapServers(), OutboxRelaySettings.defaults());
  }

  private static void awaitPublished(OutboxRelay relay, long count) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (relay.status().published() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%d of %d events after %s: %s"
                .formatted(relay.status().published(), count, DEADLINE, relay.status()));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void keep(
      AtomicReference<@Nullable Exception> failure, @Nullable Exception refused) {
    if (refused != null) {
      failure.compareAndSet(null, refused);
    }
  }

  private static void throwIf(AtomicReference<@Nullable Exception> failure) throws Exception {
    Exception refused = failure.get();
    if (refused != null) {
      throw refused;
    }
  }

  /** One transaction an alert, on one connection. */
  private final class Committer implements Writers.Writer {
    private final Connection connection;
    private final AlertEvents events;
    private final Runnable afterCommit;

    Committer(OutboxServers servers, AlertEvents events, Runnable afterCommit) throws Exception {
      this.connection = servers.dataSource().getConnection();
      this.events = events;
      this.afterCommit = afterCommit;
      connection.setAutoCommit(false);
    }

    @Override
    public void write(int alert) throws Exception {
      outbox.append(connection, events.alert(alert));
      connection.commit();
      afterCommit.run();
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  private record Sender(Producer<byte[], byte[]> producer, AlertEvents events)
      implements Writers.Writer {
    @Override
    public void write(int alert) throws Exception {
      List<Future<RecordMetadata>> answers = new ArrayList<>();
      for (OutboxRecord event : events.alert(alert)) {
        answers.add(producer.send(OutboxServers.raw(event)));
      }
      for (Future<RecordMetadata> answer : answers) {
        answer.get();
      }
    }

    @Override
    public void close() {}
  }
}
