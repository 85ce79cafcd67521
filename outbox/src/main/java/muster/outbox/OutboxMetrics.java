package muster.outbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** {@link OutboxRelay.Status} as meters, for those who have micrometer. */
public final class OutboxMetrics implements MeterBinder {

  private final OutboxRelay relay;

  public OutboxMetrics(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("muster.outbox.backlog", relay, r -> r.status().backlog())
        .description("Rows not yet published")
        .register(registry);
    TimeGauge.builder(
            "muster.outbox.oldest.age",
            relay,
            TimeUnit.MILLISECONDS,
            r -> r.status().oldestAge().toMillis())
        .description("Age of the oldest row not yet published")
        .register(registry);
    Gauge.builder("muster.outbox.in.flight", relay, r -> r.status().inFlight())
        .description("Rows handed to the producer and not yet deleted")
        .register(registry);
    Gauge.builder("muster.outbox.rejected.rows", relay, r -> r.status().rejectedRows())
        .description("Records the broker will never take; somebody has to look")
        .register(registry);
    Gauge.builder(
            "muster.outbox.leading",
            relay,
            r -> r.status().role() == OutboxRelay.Role.LEADING ? 1 : 0)
        .description("1 if this relay publishes, 0 if it stands by or has no database")
        .register(registry);
    FunctionCounter.builder("muster.outbox.published", relay, r -> r.status().published())
        .description("Records published by this relay")
        .register(registry);
    FunctionCounter.builder("muster.outbox.failures", relay, r -> r.status().failures())
        .description("Failures of the database or the broker, as met by this relay")
        .register(registry);
  }
}
