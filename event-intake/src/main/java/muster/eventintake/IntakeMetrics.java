package muster.eventintake;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** An {@link Intake} as meters, each with the tag {@code consumer}. */
public final class IntakeMetrics implements MeterBinder {
  private final Intake intake;

  public IntakeMetrics(Intake intake) {
    this.intake = intake;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    String consumer = intake.consumer();
    Gauge.builder("muster.intake.behind.records", intake, one -> one.behind().records())
        .description("Records written and not handled yet, as far as this instance knows")
        .tag("consumer", consumer)
        .register(registry);
    TimeGauge.builder(
            "muster.intake.behind.age",
            intake,
            TimeUnit.MILLISECONDS,
            one -> one.behind().age().toMillis())
        .description("Everything written so long ago has been handled")
        .tag("consumer", consumer)
        .register(registry);
    Gauge.builder("muster.intake.reading", intake, one -> one.isReading() ? 1 : 0)
        .description("0 when nobody reads any more")
        .tag("consumer", consumer)
        .register(registry);
    Gauge.builder("muster.intake.dead.letters.waiting", intake, Intake::lettersWaiting)
        .description("Unusable records whose dead letters are not written yet")
        .tag("consumer", consumer)
        .register(registry);
    FunctionCounter.builder("muster.intake.failures", intake, Intake::failures)
        .description("Failures of reading or of handling a record")
        .tag("consumer", consumer)
        .register(registry);
  }
}
