package muster.apiedge.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import muster.apiedge.request.RefusalLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals in {@value #METER}, by status and reason, and says in the log, at most once in
 * ten seconds for each reason, how many there were. Who was refused and what they asked for is
 * nowhere.
 */
public final class CountedRefusals implements RefusalLog {
  public static final String METER = "muster.refusals";

  private static final Logger log = LoggerFactory.getLogger(CountedRefusals.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final MeterRegistry meters;
  private final ConcurrentHashMap<String, Tally> tallies = new ConcurrentHashMap<>();

  private static final class Tally {
    final AtomicLong untold = new AtomicLong();
    final AtomicLong toldAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);
  }

  public CountedRefusals(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void refused(int status, String reason) {
    meters.counter(METER, "status", Integer.toString(status), "reason", reason).increment();
    Tally tally = tallies.computeIfAbsent(status + " " + reason, name -> new Tally());
    tally.untold.incrementAndGet();
    long now = System.nanoTime();
    long told = tally.toldAt.get();
    if (now - told >= PAUSE_NANOS && tally.toldAt.compareAndSet(told, now)) {
      log.info("Refused: {} {}, {} times", status, reason, tally.untold.getAndSet(0));
    }
  }
}
