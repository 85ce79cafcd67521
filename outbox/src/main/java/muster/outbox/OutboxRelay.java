package muster.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The publishing side: carries the rows of the outbox to Kafka, in order per key, at least once. Of
 * all relays on one database one leads and publishes; the others stand by and take over when its
 * database session ends. Survives the broker and the database being away for any time; what is not
 * published waits in the table.
 *
 * <p>Takes one connection from the data source for as long as it runs, and two more while it leads:
 * a pool smaller than that publishes nothing. It needs PostgreSQL sessions of its own, so no
 * transaction-pooling proxy in between.
 */
public final class OutboxRelay implements AutoCloseable {

  public enum Role {
    /** Not started, or closed, or ended for good though nobody closed it. */
    STOPPED,
    /** Without a database session; tries again and again. */
    CONNECTING,
    /** Another relay on this database leads. */
    STANDING_BY,
    LEADING
  }

  /** The latest trouble, which may be over. */
  public record Failure(Instant at, String what) {}

  /**
   * As last seen by this relay, at most some seconds ago while it has a database session.
   *
   * @param backlog rows not yet published and deleted; counted up to 100,000
   * @param oldestAge zero without a backlog
   * @param inFlight rows handed to the producer and not yet deleted; only the leader has any
   * @param published by this relay since its start
   * @param rejected by this relay since its start
   * @param rejectedRows in the table of rejected records; counted up to 100,000
   * @param failures of the database or the broker since its start
   */
  public record Status(
      Role role,
      long backlog,
      Duration oldestAge,
      int inFlight,
      long published,
      long rejected,
      long rejectedRows,
      long failures,
      @Nullable Failure lastFailure) {}

  private static final Duration OBSERVE_INTERVAL = Duration.ofSeconds(2);

  /** What ending by force may take beyond the time to drain. */
  private static final Duration FORCED_END = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final Map<String, ?> producerProperties;
  private final OutboxRelaySettings settings;
  private final OutboxTable table;
  private final Wakeup wakeup = new Wakeup();
  private final RelayJournal journal = new RelayJournal();
  private final Thread thread;
  private volatile boolean stopping;
  private volatile long drainUntilNanos;
  private volatile @Nullable RelaySession currentSession;

  public OutboxRelay(DataSource dataSource, String bootstrapServers, OutboxRelaySettings settings) {
    this(dataSource, Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), settings);
  }

  /**
   * @param producerProperties at least {@code bootstrap.servers}; security and the like. Those that
   *     order and durability rest on are set by the relay, whatever is given here
   */
  public OutboxRelay(
      DataSource dataSource, Map<String, ?> producerProperties, OutboxRelaySettings settings) {
    if (!producerProperties.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalArgumentException("bootstrap.servers is missing");
    }
    this.dataSource = dataSource;
    this.producerProperties = Map.copyOf(producerProperties);
    this.settings = settings;
    this.table = new OutboxTable(settings.schema());
    this.thread = Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
  }

  /** At once; the table may still be missing and the broker and the database away. */
  public void start() {
    thread.start();
  }

  /**
   * There may be new rows: call after each commit that appended. Never blocks, never throws, and
   * many calls at once cost as much as one.
   */
  public void wake() {
    wakeup.rowsCommitted();
  }

  public Status status() {
    return journal.status();
  }

  /** Publishes what is left for at most {@code drainTimeout}, then ends. */
  @Override
  public void close() {
    if (!stopping) {
      drainUntilNanos = System.nanoTime() + settings.drainTimeout().toNanos();
      stopping = true;
      wakeup.nudge();
    }
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(settings.drainTimeout().plus(FORCED_END))) {
        thread.interrupt();
        RelaySession session = currentSession;
        if (session != null) {
          session.abort();
        }
        thread.join(FORCED_END);
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private boolean outOfPatience() {
    return stopping && System.nanoTime() - drainUntilNanos >= 0;
  }

  private void run() {
    try {
      while (!stopping) {
        journal.enter(Role.CONNECTING);
        relay();
      }
    } finally { // also when not even the failure could be told of: health must not take it for well
      journal.enter(Role.STOPPED);
    }
  }

  /** Until the session ends. */
  private void relay() {
    try (RelaySession session = RelaySession.open(dataSource, table, settings)) {
      currentSession = session;
      standBy(session);
      if (!stopping) {
        lead(session);
      }
    } catch (SQLException | KafkaException failure) {
      journal.failed("relaying", failure);
      pause();
    } catch (Throwable failure) { // a pool's own exceptions, or a bug: going on beats silence
      journal.failed("relaying, unexpectedly", failure);
      pause();
    } finally {
      currentSession = null;
    }
  }

  /** Until this relay has the lead, or is to stop. */
  private void standBy(RelaySession session) throws SQLException {
    long observeAt = System.nanoTime();
    while (!stopping && !session.tryLead()) {
      journal.enter(Role.STANDING_BY);
      if (System.nanoTime() - observeAt >= 0) {
        journal.observe(session.backlog());
        observeAt = System.nanoTime() + OBSERVE_INTERVAL.toNanos();
      }
      long tryAt = System.nanoTime() + settings.pollInterval().toNanos();
      while (!stopping && System.nanoTime() - tryAt < 0) {
        if (wakeup.takeRowsCommitted()) {
          session.wakeLeader();
        }
        wakeup.await(tryAt, () -> stopping || wakeup.hasRowsCommitted());
      }
    }
  }

  private void lead(RelaySession session) throws SQLException {
    try (WakeListener listener = new WakeListener(dataSource, table, settings, wakeup, journal);
        Eraser eraser = new Eraser(dataSource, table, settings, wakeup);
        Leadership leadership =
            new Leadership(
                session,
                eraser,
                settings,
                RelayProducer.create(producerProperties, settings),
                wakeup,
                journal)) {
      listener.start();
      eraser.start();
      journal.enter(Role.LEADING);
      leadership.lead(() -> stopping, this::outOfPatience);
    }
  }

  private void pause() {
    long until = System.nanoTime() + settings.pollInterval().toNanos();
    while (!stopping && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(this, until - System.nanoTime());
      if (Thread.interrupted() && stopping) {
        return;
      }
    }
  }
}
