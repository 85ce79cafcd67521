package muster.localstack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real process, as a deployment runs it before the services. */
class CreateTopicsTest {
  private static final int REFUSED = 78;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private int logs;

  @Test
  void theTopicsAreThereHoweverOftenItRuns() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      for (int run = 0; run < 2; run++) {
        ServiceProcess process = process(broker.bootstrapServers(), "en").launch();
        assertThat(process.awaitEnd(SOON)).as(process.logTail(50)).isZero();
        assertThat(process.logTail(50)).contains("topics are there, at");
      }
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThat(admin.listTopics().names().get())
            .containsAll(TopicCatalogue.all().stream().map(NewTopic::name).toList());
      }
    }
  }

  @Test
  void aBrokerThatCannotBeRightOrDoesNotComeIsNamedByItsSetting() {
    String nobody = "localhost:" + FreePorts.next();
    try (ServiceProcess absent = process(nobody, "en").launch();
        ServiceProcess wrong = process("kafka", "en").launch();
        ServiceProcess wrongInChinese = process("kafka", "zh").launch()) {
      assertThat(refusal(wrong))
          .contains("MUSTER_KAFKA: the topics could not be created at kafka: ");
      assertThat(refusal(wrongInChinese)).contains("MUSTER_KAFKA：无法在 kafka 创建主题：");
      assertThat(refusal(absent))
          .contains("MUSTER_KAFKA: the topics could not be created at " + nobody + ": ");
    }
  }

  @Test
  void topicsHaveTheReplicasThatAreSet() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      try (ServiceProcess tooMany =
          launch(broker, Map.of("MUSTER_TOPIC_REPLICAS", "2", "MUSTER_TOPIC_MIN_IN_SYNC", "2"))) {
        assertThat(refusal(tooMany))
            .contains("MUSTER_TOPIC_REPLICAS: the brokers at " + broker.bootstrapServers())
            .contains("too few for 2 replicas");
      }
      assertThat(admin.listTopics().names().get()).isEmpty();

      try (ServiceProcess one =
          launch(broker, Map.of("MUSTER_TOPIC_REPLICAS", "1", "MUSTER_TOPIC_MIN_IN_SYNC", "1"))) {
        assertThat(one.awaitEnd(SOON)).as(one.logTail(50)).isZero();
      }
      var alerts = new ConfigResource(ConfigResource.Type.TOPIC, "dispatch.events");
      var minInSync =
          requireNonNull(admin.describeConfigs(Set.of(alerts)).all().get().get(alerts))
              .get("min.insync.replicas");
      assertThat(minInSync.value()).isEqualTo("1");
      assertThat(minInSync.source()).isEqualTo(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG);
    }
  }

  @Test
  void topicsOfAnOlderVersionKeepTheirRecordsAsThisOneSaysAndTheirReplicasAsTheyWere()
      throws Exception {
    try (KafkaBroker broker = KafkaBroker.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Map<String, String> old =
          Map.of(
              "cleanup.policy", "delete",
              "retention.ms", "31536000000",
              "min.insync.replicas", "1",
              "max.message.bytes", "2000000");
      admin
          .createTopics(
              List.of(
                  new NewTopic("volunteer.presence", 3, (short) 1).configs(old),
                  new NewTopic("volunteer.presence.dlt", 3, (short) 1).configs(old)))
          .all()
          .get();

      for (int run = 0; run < 2; run++) {
        broker.createTopics(TopicCatalogue.all());
      }

      var presence = new ConfigResource(ConfigResource.Type.TOPIC, "volunteer.presence");
      var letters = new ConfigResource(ConfigResource.Type.TOPIC, "volunteer.presence.dlt");
      // The broker that is asked may be behind the one that changed them.
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                var found = admin.describeConfigs(Set.of(presence, letters)).all().get();
                assertThat(requireNonNull(found.get(presence)).entries())
                    .extracting(entry -> entry.name() + "=" + entry.value())
                    .contains(
                        "cleanup.policy=compact,delete",
                        "retention.ms=86400000",
                        "segment.ms=600000",
                        "max.compaction.lag.ms=600000",
                        "max.message.bytes=2000000");
                assertThat(requireNonNull(found.get(letters)).get("retention.ms").value())
                    .isEqualTo("86400000");
              });
      assertThat(
              requireNonNull(
                      admin
                          .describeTopics(List.of("volunteer.presence"))
                          .allTopicNames()
                          .get()
                          .get("volunteer.presence"))
                  .partitions())
          .hasSize(3);
    }
  }

  @Test
  void aClustersTopicsAreDescribedWithThreeReplicasOfWhichTwoAreInSync() {
    assertThat(TopicCatalogue.all(new Replication((short) 3, (short) 2)))
        .hasSameSizeAs(TopicCatalogue.all())
        .allSatisfy(
            topic -> {
              assertThat(topic.replicationFactor()).isEqualTo((short) 3);
              assertThat(topic.configs()).containsEntry("min.insync.replicas", "2");
            });
    assertThat(TopicCatalogue.all())
        .allSatisfy(
            topic -> {
              assertThat(topic.replicationFactor()).isEqualTo((short) 1);
              assertThat(topic.configs()).containsEntry("min.insync.replicas", "1");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MUSTER_TOPIC_REPLICAS    | 0     | MUSTER_TOPIC_REPLICAS: "0" is not a whole number from 1 to 32767
          MUSTER_TOPIC_REPLICAS    | 32768 | MUSTER_TOPIC_REPLICAS: "32768" is not
          MUSTER_TOPIC_REPLICAS    | three | MUSTER_TOPIC_REPLICAS: "three" is not
          MUSTER_TOPIC_REPLICAS    | -1    | MUSTER_TOPIC_REPLICAS: "-1" is not
          MUSTER_TOPIC_REPLICAS    | ''    | MUSTER_TOPIC_REPLICAS: "" is not
          MUSTER_TOPIC_MIN_IN_SYNC | 1.5   | MUSTER_TOPIC_MIN_IN_SYNC: "1.5" is not
          MUSTER_TOPIC_MIN_IN_SYNC | 2     | MUSTER_TOPIC_MIN_IN_SYNC: 2 is more than MUSTER_TOPIC_REPLICAS, 1
          """)
  void aNumberThatCannotBeRightIsNamedByItsSetting(String setting, String value, String said) {
    try (ServiceProcess process =
        process("localhost:" + FreePorts.next(), "en", Map.of(setting, value)).launch()) {
      assertThat(refusal(process)).contains(said).doesNotContain("MUSTER_KAFKA");
    }
  }

  private ServiceProcess launch(KafkaBroker broker, Map<String, String> settings) {
    return process(broker.bootstrapServers(), "en", settings).launch();
  }

  private static String refusal(ServiceProcess process) {
    int exitCode = process.awaitEnd(SOON);
    String said = process.logTail(50);
    assertThat(exitCode).as(said).isEqualTo(REFUSED);
    assertThat(said).doesNotContain("\tat ");
    return said;
  }

  private ServiceProcess process(String broker, String language) {
    return process(broker, language, Map.of());
  }

  private ServiceProcess process(String broker, String language, Map<String, String> settings) {
    return ServiceProcess.named("topics")
        .mainClass(CreateTopics.class.getName(), System.getProperty("java.class.path"))
        .jvmArguments(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.language=" + language,
            "-Dstderr.encoding=UTF-8",
            "-Dlogback.configurationFile=muster/localstack/silent-logback.xml")
        .environment("MUSTER_KAFKA", broker)
        .environment(settings)
        .logFile(folder.resolve("topics-" + logs++ + ".log"))
        .build();
  }
}
