package muster.notification.stream.http;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import java.util.function.BooleanSupplier;
import muster.notification.stream.Viewer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Up when this instance knows everything that it needs to tell people the truth. Members' streams
 * need nothing of what only desks are told.
 */
public final class StreamHealth implements HealthIndicator {
  private final BooleanSupplier eventsCaughtUp;
  private final BooleanSupplier desksCaughtUp;
  private final BooleanSupplier rosterCaughtUp;

  public StreamHealth(
      BooleanSupplier eventsCaughtUp,
      BooleanSupplier desksCaughtUp,
      BooleanSupplier rosterCaughtUp) {
    this.eventsCaughtUp = eventsCaughtUp;
    this.desksCaughtUp = desksCaughtUp;
    this.rosterCaughtUp = rosterCaughtUp;
  }

  boolean readyFor(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Member _ -> eventsCaughtUp.getAsBoolean() && rosterCaughtUp.getAsBoolean();
      case Viewer.Operator _ -> ready();
    };
  }

  private boolean ready() {
    return eventsCaughtUp.getAsBoolean()
        && desksCaughtUp.getAsBoolean()
        && rosterCaughtUp.getAsBoolean();
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () ->
            HealthResult.builder("streams", ready() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(
                    Map.of(
                        "eventsCaughtUp", eventsCaughtUp.getAsBoolean(),
                        "desksCaughtUp", desksCaughtUp.getAsBoolean(),
                        "rosterCaughtUp", rosterCaughtUp.getAsBoolean()))
                .build());
  }
}
