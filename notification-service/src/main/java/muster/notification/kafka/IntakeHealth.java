package muster.notification.kafka;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import muster.eventintake.Intake;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Down as long as somebody who should read does not. */
final class IntakeHealth implements HealthIndicator {
  private final List<Intake> readers;

  IntakeHealth(List<Intake> readers) {
    this.readers = readers;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () -> {
          boolean all = readers.stream().allMatch(Intake::isReading);
          Map<String, String> details =
              readers.stream()
                  .collect(
                      Collectors.toMap(
                          Intake::consumer,
                          one ->
                              one.isReading()
                                  ? one.behind().records() + " records behind"
                                  : "has ended"));
          return HealthResult.builder("intake", all ? HealthStatus.UP : HealthStatus.DOWN)
              .details(details)
              .build();
        });
  }
}
