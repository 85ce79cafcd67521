package muster.notification.stream.http;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import muster.notification.kafka.WholeTopics;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Up when this instance knows everything that it needs to tell people the truth. */
@Singleton
final class StreamHealth implements HealthIndicator {
  private final WholeTopics events;
  private final WholeTopics roster;

  StreamHealth(@Named("dispatch-events") WholeTopics events, @Named("roster") WholeTopics roster) {
    this.events = events;
    this.roster = roster;
  }

  boolean ready() {
    return events.caughtUp() && roster.caughtUp();
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () ->
            HealthResult.builder("fan-out", ready() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(
                    Map.of(
                        "eventsCaughtUp", events.caughtUp(),
                        "rosterCaughtUp", roster.caughtUp()))
                .build());
  }
}
