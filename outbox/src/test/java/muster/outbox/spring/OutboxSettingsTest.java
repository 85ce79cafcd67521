package muster.outbox.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import muster.outbox.OutboxRelaySettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OutboxSettingsTest {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(Settings.class)
          .withPropertyValues("muster.kafka.bootstrap-servers=localhost:9092");

  @EnableConfigurationProperties({KafkaSettings.class, OutboxSettings.class})
  private static final class Settings {}

  @Test
  void whatIsNotSetIsAsTheRelayHasIt() {
    context.run(
        started ->
            assertThat(started.getBean(OutboxSettings.class).relay())
                .isEqualTo(OutboxRelaySettings.defaults()));
  }

  @Test
  void whatIsSetReachesTheRelay() {
    context
        .withPropertyValues(
            "muster.outbox.poll-interval=2s",
            "muster.outbox.drain-timeout=0s",
            "muster.outbox.stall-timeout=1m")
        .run(
            started -> {
              OutboxRelaySettings relay = started.getBean(OutboxSettings.class).relay();
              assertThat(relay.pollInterval()).isEqualTo(Duration.ofSeconds(2));
              assertThat(relay.drainTimeout()).isZero();
              assertThat(relay.stallTimeout()).isEqualTo(Duration.ofMinutes(1));
            });
  }

  @Test
  void whatCannotBeRightIsRefusedWithItsName() {
    context
        .withPropertyValues("muster.outbox.poll-interval=1ms")
        .run(
            failed ->
                assertThat(failed)
                    .getFailure()
                    .hasMessageContaining("muster.outbox")
                    .hasStackTraceContaining("pollInterval: PT0.001S is not within"));
    context
        .withPropertyValues("muster.kafka.bootstrap-servers= ")
        .run(
            failed ->
                assertThat(failed)
                    .getFailure()
                    .hasStackTraceContaining("muster.kafka.bootstrap-servers is empty"));
  }
}
