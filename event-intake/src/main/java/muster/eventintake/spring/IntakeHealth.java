package muster.eventintake.spring;

import java.util.List;
import java.util.function.Supplier;
import muster.eventintake.Intake;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down as long as somebody who should read does not: for readiness. */
final class IntakeHealth implements HealthIndicator {
  private final Supplier<List<Intake>> intakes;

  IntakeHealth(Supplier<List<Intake>> intakes) {
    this.intakes = intakes;
  }

  @Override
  public Health health() {
    List<Intake> all = intakes.get();
    Health.Builder health = all.stream().allMatch(Intake::isReading) ? Health.up() : Health.down();
    all.forEach(
        one ->
            health.withDetail(
                one.consumer(),
                one.isReading() ? one.behind().records() + " records behind" : "has ended"));
    return health.build();
  }
}
