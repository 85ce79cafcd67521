package muster.eventintake.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import muster.contracts.EventEnvelope;
import muster.contracts.Topics;
import muster.contracts.notification.NotificationEvent;
import muster.contracts.notification.NotificationEvent.Channel;
import muster.contracts.notification.NotificationEvent.DeliveryReceipt;
import muster.contracts.notification.NotificationEvent.Status;
import muster.eventintake.Broker;
import muster.eventintake.EventReading;
import muster.eventintake.Unusable;
import muster.testbed.OnBothKinds;
import muster.testbed.TopicReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.messaging.Message;

/** The policy through a real binding. */
@OnBothKinds
class BindingsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topics TOPIC = Topics.NOTIFICATION_RECEIPTS;

  private final UUID task = UUID.randomUUID();
  private final String group = "test-service.binding-" + task;
  private final Broker broker = Broker.shared();
  private final ConfigurableApplicationContext app =
      new SpringApplicationBuilder(Service.class)
          .web(WebApplicationType.NONE)
          .run(
              "--muster.kafka.bootstrap-servers=" + broker.address(),
              "--spring.cloud.function.definition=receipts",
              "--spring.cloud.stream.kafka.binder.brokers=" + broker.address(),
              "--spring.cloud.stream.kafka.binder.auto-create-topics=false",
              "--spring.cloud.stream.kafka.binder.consumer-properties.interceptor.classes="
                  + DyingConsumer.class.getName(),
              "--spring.cloud.stream.bindings.receipts-in-0.destination=" + TOPIC.topic(),
              "--spring.cloud.stream.bindings.receipts-in-0.group=" + group,
              "--spring.cloud.stream.bindings.receipts-in-0.consumer.header-mode=none",
              "--spring.cloud.stream.bindings.receipts-in-0.consumer.use-native-decoding=true",
              "--spring.cloud.stream.bindings.receipts-in-0.consumer.concurrency=2");
  private final Handler handler = app.getBean(Handler.class);

  @AfterEach
  void stop() {
    app.close();
  }

  /** What becomes of a receipt is what its volunteer is called. */
  static final class Handler {
    final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Integer> asked = new ConcurrentHashMap<>();

    void handle(NotificationEvent event) {
      String what = ((DeliveryReceipt) event).volunteerId() + "/" + event.key();
      int times = asked.merge(what, 1, Integer::sum);
      switch (((DeliveryReceipt) event).volunteerId()) {
        case "unusable" -> throw new Unusable("of no use");
        case "bug" -> throw new IllegalStateException("a bug");
        case "deep" -> throw new StackOverflowError();
        case "deadlock" -> {
          if (times <= 5) {
            throw new PessimisticLockingFailureException("deadlock detected");
          }
        }
        default -> {}
      }
      taken.add(what);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {
    @Bean
    Handler handler() {
      return new Handler();
    }

    @Bean
    Consumer<Message<?>> receipts(EventReading reading, Handler handler) {
      return new EventConsumer<>(reading, NotificationEvent.class, handler::handle);
    }
  }

  private void send(String volunteer) {
    DeliveryReceipt receipt =
        new DeliveryReceipt(
            task,
            Instant.now(),
            UUID.randomUUID(),
            "t-1",
            volunteer,
            Channel.STREAM,
            Status.CONFIRMED,
            null,
            null);
    broker.send(new EventEnvelope<>(UUID.randomUUID(), "/test", 0, null, receipt));
  }

  private String what(String volunteer) {
    return volunteer + "/" + task;
  }

  private boolean isUp() {
    var health = app.getBean("intakeHealthIndicator", HealthIndicator.class).health();
    return health != null
        && health.getStatus().equals(org.springframework.boot.health.contributor.Status.UP);
  }

  @Test
  void badRecordsInTheMiddleArePutAsideAndTheOthersAreHandled() {
    for (String one : List.of("a", "unusable", "bug", "deep")) {
      send(one);
    }
    broker.send(TOPIC, task.toString(), "no event at all");
    broker.send(TOPIC, task.toString(), null, Map.of("ce_type", "delivery.receipt.v1"));
    send("b");

    await().atMost(PATIENCE).until(() -> handler.taken.contains(what("b")));
    assertThat(handler.asked).containsEntry(what("unusable"), 1).containsEntry(what("bug"), 4);
    assertThat(broker.awaitLetters(TOPIC, group, task.toString(), 5))
        .extracting(letter -> TopicReader.header(letter, "dlt_reason"))
        .satisfiesExactly(
            reason -> assertThat(reason).isEqualTo("of no use"),
            reason -> assertThat(reason).isEqualTo("IllegalStateException: a bug"),
            reason -> assertThat(reason).isEqualTo("StackOverflowError: null"),
            reason -> assertThat(reason).contains("ce_type is missing"),
            reason -> assertThat(reason).contains("no value"));
    assertThat(isUp()).isTrue();
  }

  @Test
  void aDeadlockIsRepeatedAndNotPutAside() {
    send("deadlock");
    await().atMost(PATIENCE).until(() -> handler.taken.contains(what("deadlock")));
    assertThat(handler.asked.get(what("deadlock"))).isEqualTo(6);
    assertThat(broker.listLetters(TOPIC, group, task.toString())).isEmpty();
  }

  @Test
  void aConsumerThatEndedIsToldOfAndStartedAgain() {
    send("a");
    await().atMost(PATIENCE).until(() -> handler.taken.contains(what("a")));
    assertThat(isUp()).isTrue();

    DyingConsumer.DEATHS.set(1);
    send("b");
    await()
        .dontCatchUncaughtExceptions()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> !isUp());
    await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .until(() -> handler.taken.contains(what("b")));
    assertThat(isUp()).isTrue();
  }

  @Test
  void howFarItIsBehindIsMeasured() {
    send("a");
    await().atMost(PATIENCE).until(() -> handler.taken.contains(what("a")));
    var meters = app.getBean(MeterRegistry.class);
    assertThat(meters.get("muster.intake.reading").tag("consumer", group).gauge().value())
        .isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(
                      meters
                          .get("muster.intake.behind.records")
                          .tag("consumer", group)
                          .gauge()
                          .value())
                  .isZero();
              assertThat(
                      meters.get("muster.intake.behind.age").tag("consumer", group).gauge().value())
                  .isLessThan(5);
            });
  }
}
