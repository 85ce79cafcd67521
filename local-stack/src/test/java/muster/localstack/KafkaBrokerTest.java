package muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaBrokerTest {
  private final KafkaBroker broker;

  KafkaBrokerTest(@TempDir Path folder) {
    this.broker = KafkaBroker.builder().dataFolder(folder).start();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void aRecordThatWasConfirmedIsThereAfterAKill() throws Exception {
    broker.createTopics(List.of(new NewTopic("kept", 1, (short) 1)));
    try (var producer = producer(broker)) {
      producer.send(new ProducerRecord<>("kept", "k", "before")).get(10, TimeUnit.SECONDS);
      long killed = broker.pid();
      broker.kill();
      assertThat(ProcessHandle.of(killed).map(ProcessHandle::isAlive).orElse(false)).isFalse();

      // Sent while the broker is away; the same client goes on when it is back on the same port.
      var sent =
          CompletableFuture.supplyAsync(
              () -> producer.send(new ProducerRecord<>("kept", "k", "meanwhile")));
      broker.restart();
      sent.get(30, TimeUnit.SECONDS).get(30, TimeUnit.SECONDS);
    }
    assertThat(readAll(broker, "kept", 2)).containsExactly("before", "meanwhile");
  }

  @Test
  void twoBrokersBesideEachOtherShareNothing() throws Exception {
    broker.createTopics(List.of(new NewTopic("mine", 1, (short) 1)));
    try (KafkaBroker other = KafkaBroker.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", other.bootstrapServers()))) {
      assertThat(other.bootstrapServers()).isNotEqualTo(broker.bootstrapServers());
      assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).doesNotContain("mine");
    }
  }

  @Test
  void creatingTopicsTwiceIsNoError() {
    var topics = List.of(new NewTopic("twice", 3, (short) 1));
    broker.createTopics(topics);
    broker.createTopics(topics);
  }

  @Test
  void aTopicIsNotCreatedByBeingUsed() {
    Map<String, Object> impatient = new HashMap<>(clientSettings(broker));
    impatient.put("max.block.ms", 1_500);
    try (var producer =
        new KafkaProducer<>(impatient, new StringSerializer(), new StringSerializer())) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("mispelt", "k", "v")).get())
          .hasMessageContaining("mispelt");
    }
  }

  @Test
  void aShareGroupReceivesRecords() throws Exception {
    broker.createTopics(List.of(new NewTopic("shared", 1, (short) 1)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var group = new ConfigResource(ConfigResource.Type.GROUP, "sharers");
      var fromTheStart =
          new AlterConfigOp(
              new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(group, List.of(fromTheStart))).all().get();
    }
    try (var producer = producer(broker)) {
      producer.send(new ProducerRecord<>("shared", "k", "for one of us")).get();
    }
    Map<String, Object> settings = new HashMap<>(clientSettings(broker));
    settings.put("group.id", "sharers");
    List<String> received = new ArrayList<>();
    try (var consumer =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("shared"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> received.add(r.value()));
                assertThat(received).containsExactly("for one of us");
              });
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int taken = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
    assertThatThrownBy(() -> KafkaBroker.builder().port(taken).start())
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining(Integer.toString(taken));
  }

  @Test
  void aBrokerThatCannotStartSaysWhy() {
    assertThatThrownBy(() -> KafkaBroker.builder().jvmArguments(List.of("-Xmx1m")).start())
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("kafka ended with exit code 1")
        .hasMessageContaining("heap");
  }

  private static Map<String, Object> clientSettings(KafkaBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static KafkaProducer<String, String> producer(KafkaBroker broker) {
    return new KafkaProducer<>(
        clientSettings(broker), new StringSerializer(), new StringSerializer());
  }

  private static List<String> readAll(KafkaBroker broker, String topic, int expected) {
    Map<String, Object> settings = new HashMap<>(clientSettings(broker));
    settings.put("group.id", topic + "-reader");
    settings.put("auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
                return values.size() >= expected;
              });
    }
    return values;
  }
}
