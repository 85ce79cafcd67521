package muster.notification.stream.http;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Up when this instance knows everything that it needs to tell people the truth. */
public final class StreamHealth implements HealthIndicator {
  private final BooleanSupplier eventsCaughtUp;
  private final BooleanSupplier rosterCaughtUp;

  public StreamHealth(BooleanSupplier eventsCaughtUp, BooleanSupplier rosterCaughtUp) {
    this.eventsCaughtUp = eventsCaughtUp;
    this.rosterCaughtUp = rosterCaughtUp;
  }

  boolean ready() {
    return eventsCaughtUp.getAsBoolean() && rosterCaughtUp.getAsBoolean();
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () ->
            HealthResult.builder("streams", ready() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(
                    Map.of(
                        "eventsCaughtUp", eventsCaughtUp.getAsBoolean(),
                        "rosterCaughtUp", rosterCaughtUp.getAsBoolean()))
                .build());
  }
}
