package muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.contracts.Topics;
import muster.localstack.LocalStack;
import muster.localstack.Part;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes are killed and rubbish is sent; no alert is lost, and nobody is called twice. */
@ExtendWith(RunningStack.class)
class FaultStoriesTest {

  @Test
  void anAlertAnsweredWith201SurvivesTheDeathOfDispatch(StackUnderTest running) throws Exception {
    try (StorySetting setting = running.newSetting()) {
      List<Phone> phones = setting.teams("a", "b", "c");
      phones.forEach(Phone::switchOn);

      Alert alert = setting.issue(setting.theft());
      running.stack().killService(Part.DISPATCH);
      running.stack().restartService(Part.DISPATCH);

      List<Phone.Task> tasks = phones.stream().map(phone -> phone.expectTask(alert)).toList();
      tasks.get(0).acknowledge();
      tasks.get(1).acknowledge();
      // However long the restart took: c was not out of reach, nobody was there to be told.
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(alert.line())
                      .startsWith("COVERED")
                      .contains("| a ACKNOWLEDGED | b ACKNOWLEDGED |")
                      .doesNotContain("UNREACHED"));
      assertPublishedOnceEach(running, alert);
      assertOfferedOnceEach(phones, alert);
    }
  }

  @Test
  void aBrokerKilledInMidFanOutDelaysTheCallAndLosesNothing(StackUnderTest running)
      throws Exception {
    try (StorySetting first = running.newSetting();
        StorySetting second = running.newSetting()) {
      List<Phone> before = first.teams("a", "b");
      List<Phone> during = second.teams("c", "d");
      Stream.concat(before.stream(), during.stream()).forEach(Phone::switchOn);

      Alert inFlight = first.issue(first.theft());
      running.stack().kafka().kill();
      Alert withoutBroker = second.issue(second.theft());
      assertThat(withoutBroker.line())
          .as("alerts are taken without a broker")
          .contains("| c ")
          .contains("| d ");
      running.stack().kafka().restart();

      before.forEach(phone -> phone.expectTask(inFlight).acknowledge());
      during.forEach(phone -> phone.expectTask(withoutBroker).acknowledge());
      for (Alert alert : List.of(inFlight, withoutBroker)) {
        Awaitility.await()
            .untilAsserted(
                () -> assertThat(alert.line()).startsWith("COVERED").doesNotContain("UNREACHED"));
        assertPublishedOnceEach(running, alert);
      }
      assertOfferedOnceEach(before, inFlight);
      assertOfferedOnceEach(during, withoutBroker);
    }
  }

  @Test
  void aRecordNobodyCanReadGoesToItsDeadLetterTopicAndTheNextOneIsHandled(StackUnderTest running)
      throws Exception {
    LocalStack stack = running.stack();
    Properties properties = new Properties();
    properties.put("bootstrap.servers", stack.kafka().bootstrapServers());
    properties.put("acks", "all");
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      for (Topics topic : Topics.values()) {
        byte[] rubbish = ("rubbish for " + topic.topic()).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic.topic(), "rubbish", rubbish)).get();
      }
    }
    for (Topics topic : CONSUMED) {
      Awaitility.await()
          .alias(topic.deadLetterTopic())
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(read(running, topic.deadLetterTopic()))
                      .anySatisfy(
                          record -> {
                            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                                .isEqualTo("rubbish for " + topic.topic());
                            assertThat(record.headers().lastHeader("dlt_reason")).isNotNull();
                          }));
    }
    try (StorySetting setting = running.newSetting()) {
      Phone phone = setting.team("a", 100).switchOn();
      phone.expectTask(setting.issue(setting.theft()));
    }
  }

  private static final List<Topics> CONSUMED =
      List.of(
          Topics.DISPATCH_EVENTS,
          Topics.DISPATCH_ALARMS,
          Topics.VOLUNTEER_EVENTS,
          Topics.VOLUNTEER_TEAMS,
          Topics.VOLUNTEER_PRESENCE,
          Topics.REPORT_EVENTS,
          Topics.NOTIFICATION_RECEIPTS);

  /**
   * Everything in the alert's history is on the topic, in order. A repetition would be allowed,
   * with the id it had; what is not is an event missing, or an event that has two ids.
   */
  private static void assertPublishedOnceEach(StackUnderTest running, Alert alert) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Map<Long, String> idByVersion = new TreeMap<>();
              for (ConsumerRecord<String, byte[]> record :
                  read(running, Topics.DISPATCH_EVENTS.topic())) {
                if (alert.id().equals(record.key())) {
                  String id = header(record, "ce_id");
                  String before =
                      idByVersion.put(Long.valueOf(header(record, "ce_aggregateversion")), id);
                  assertThat(before == null || before.equals(id)).isTrue();
                }
              }
              int events = alert.timeline().size();
              assertThat(idByVersion.keySet())
                  .containsExactlyElementsOf(
                      IntStream.rangeClosed(1, events).mapToObj(Long::valueOf).toList());
            });
  }

  private static void assertOfferedOnceEach(List<Phone> phones, Alert alert) {
    assertThat(phones)
        .allSatisfy(
            phone ->
                assertThat(phone.received())
                    .filteredOn(
                        message -> message.required("alertId").asString().equals(alert.id()))
                    .filteredOn(
                        message -> message.required("type").asString().equals("task.offered.v1"))
                    .hasSize(1));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** All that is on the topic now. */
  private static List<ConsumerRecord<String, byte[]>> read(StackUnderTest running, String topic) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", running.stack().kafka().bootstrapServers());
    properties.put("enable.auto.commit", "false");
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }
}
