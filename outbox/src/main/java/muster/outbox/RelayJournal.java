package muster.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a relay tells of itself: its status for metrics and health, and its log. Thread-safe. */
final class RelayJournal {

  /** The same trouble is logged again only after this time; it lasts as long as the outage. */
  private static final Duration SAME_FAILURE_LOG_INTERVAL = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  private final LongAdder published = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile OutboxRelay.Role role = OutboxRelay.Role.STOPPED;
  private volatile RelaySession.Backlog backlog = new RelaySession.Backlog(0, 0, 0);
  private volatile int inFlight;
  private volatile OutboxRelay.@Nullable Failure lastFailure;
  private @Nullable Instant lastLogged;

  void enter(OutboxRelay.Role newRole) {
    OutboxRelay.Role former = role;
    if (former != newRole) {
      role = newRole;
      log.info("outbox relay: {} -> {}", former, newRole);
    }
  }

  void published(int records) {
    published.add(records);
  }

  void rejected(OutboxRow row, String reason) {
    rejected.increment();
    log.error(
        "outbox relay: record {} of key {} for {} rejected: {}",
        row.sequence(),
        row.key(),
        row.topic(),
        reason);
  }

  void observe(RelaySession.Backlog observed) {
    backlog = observed;
  }

  void inFlight(int rows) {
    inFlight = rows;
  }

  synchronized void failed(String what, Throwable failure) {
    failures.increment();
    String text = what + ": " + failure;
    Instant now = Instant.now();
    var last = lastFailure;
    boolean known =
        last != null
            && last.what().equals(text)
            && lastLogged != null
            && lastLogged.plus(SAME_FAILURE_LOG_INTERVAL).isAfter(now);
    lastFailure = new OutboxRelay.Failure(now, text);
    if (known) {
      log.debug("outbox relay: {}", text);
    } else {
      lastLogged = now;
      log.warn("outbox relay: {}", text);
      log.debug("outbox relay: {}", what, failure);
    }
  }

  OutboxRelay.Status status() {
    var observed = backlog;
    return new OutboxRelay.Status(
        role,
        observed.rows(),
        Duration.ofMillis(Math.round(observed.oldestAgeSeconds() * 1_000)),
        inFlight,
        published.sum(),
        rejected.sum(),
        observed.rejectedRows(),
        failures.sum(),
        lastFailure);
  }
}
