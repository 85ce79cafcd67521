package muster.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.localstack.FreePorts;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What tests rely on, wherever the servers come from. */
@OnRealServers
class RealServersTest {
  private static final String TOPIC = "events";

  @Test
  void aKilledBrokerComesBackAtItsAddressWithItsRecords() throws Exception {
    try (KafkaServer kafka = RealServers.startKafka()) {
      String address = kafka.bootstrapServers();
      kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
      kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        producer.send(new ProducerRecord<>(TOPIC, "before")).get(30, TimeUnit.SECONDS);

        kafka.kill();
        assertThat(kafka.isAlive()).isFalse();
        assertThat(FreePorts.isFree(portOf(address))).isTrue();
        kafka.restart();
        assertThat(kafka.isAlive()).isTrue();
        assertThat(kafka.bootstrapServers()).isEqualTo(address);

        producer.send(new ProducerRecord<>(TOPIC, "after")).get(30, TimeUnit.SECONDS);
      }
      assertThat(read(kafka, 2)).containsExactly("before", "after");
    }
  }

  @Test
  void aFrozenBrokerTakesNothingUntilItThaws() throws Exception {
    try (KafkaServer kafka = RealServers.startKafka()) {
      kafka.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)));
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        producer.send(new ProducerRecord<>(TOPIC, "one")).get(30, TimeUnit.SECONDS);
        kafka.freeze();
        Future<?> sent = producer.send(new ProducerRecord<>(TOPIC, "two"));
        assertThatThrownBy(() -> sent.get(1, TimeUnit.SECONDS))
            .isInstanceOf(TimeoutException.class);
        kafka.thaw();
        sent.get(30, TimeUnit.SECONDS);
      }
      assertThat(read(kafka, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void aKilledDatabaseComesBackAtItsAddressWithWhatItConfirmed() throws Exception {
    try (PostgresServer postgres = RealServers.startPostgres()) {
      postgres.createDatabase("city").createDatabase("city");
      String url = postgres.jdbcUrl("city");
      execute(postgres, "create table alert (id int); insert into alert values (7)");

      postgres.kill();
      assertThatThrownBy(() -> execute(postgres, "select 1")).isInstanceOf(SQLException.class);
      postgres.restart();

      assertThat(postgres.jdbcUrl("city")).isEqualTo(url);
      assertThat(ask(postgres, "select id::text from alert")).isEqualTo("7");
    }
  }

  @Test
  void whatTheDatabaseConfirmsIsOnTheDiskAndItsRulesAreTheSameEverywhere() throws Exception {
    try (PostgresServer postgres = RealServers.startPostgres()) {
      postgres.createDatabase("city");
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
      assertThat(
              ask(postgres, "select string_agg(c, '' order by c) from unnest('{a,B,É}'::text[]) c"))
          .isEqualTo("BaÉ");
      assertThat(ask(postgres, "select lower('É')")).isEqualTo("é");
    }
  }

  @Test
  void twoOfAKindDoNotGetInEachOthersWay() throws Exception {
    try (PostgresServer one = RealServers.startPostgres();
        PostgresServer other = RealServers.startPostgres()) {
      one.createDatabase("city");
      other.createDatabase("city");
      execute(one, "create table alert (id int)");
      assertThatThrownBy(() -> execute(other, "select * from alert")).hasMessageContaining("alert");
    }
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static KafkaProducer<String, String> producer(KafkaServer kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  private static List<String> read(KafkaServer kafka, int count) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = List.of(new TopicPartition(TOPIC, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      List<String> values = new java.util.ArrayList<>();
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }

  private static void execute(PostgresServer postgres, String sql) throws SQLException {
    try (var connection = postgres.dataSource("city").getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(PostgresServer postgres, String query) throws SQLException {
    try (var connection = postgres.dataSource("city").getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
