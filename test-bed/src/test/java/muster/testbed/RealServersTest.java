package muster.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import muster.localstack.FreePorts;
import muster.localstack.Postgres;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests rely on, wherever the servers come from. */
@OnBothKinds
class RealServersTest {
  private static final OncePerRun<KafkaServer> KAFKA = new OncePerRun<>(RealServers::startKafka);
  private static final OncePerRun<PostgresServer> POSTGRES =
      new OncePerRun<>(RealServers::startPostgres);

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1);
  }

  @Test
  void aKilledBrokerComesBackAtItsAddressWithItsRecords() throws Exception {
    KafkaServer kafka = KAFKA.get();
    String address = kafka.bootstrapServers();
    kafka.createTopics(List.of(topic("killed")));
    kafka.createTopics(List.of(topic("killed")));
    try (KafkaProducer<String, String> producer = producer(kafka)) {
      producer.send(new ProducerRecord<>("killed", "before")).get(30, TimeUnit.SECONDS);

      kafka.kill();
      assertThat(kafka.isAlive()).isFalse();
      assertThat(FreePorts.isFree(portOf(address))).isTrue();
      kafka.restart();
      assertThat(kafka.isAlive()).isTrue();
      assertThat(kafka.bootstrapServers()).isEqualTo(address);

      producer.send(new ProducerRecord<>("killed", "after")).get(30, TimeUnit.SECONDS);
    }
    assertThat(read(kafka, "killed", 2)).containsExactly("before", "after");
  }

  @Test
  void aFrozenBrokerTakesNothingUntilItThaws() throws Exception {
    KafkaServer kafka = KAFKA.get();
    kafka.createTopics(List.of(topic("frozen")));
    try (KafkaProducer<String, String> producer = producer(kafka)) {
      producer.send(new ProducerRecord<>("frozen", "one")).get(30, TimeUnit.SECONDS);
      kafka.freeze();
      try {
        Future<?> sent = producer.send(new ProducerRecord<>("frozen", "two"));
        assertThatThrownBy(() -> sent.get(1, TimeUnit.SECONDS))
            .isInstanceOf(TimeoutException.class);
      } finally {
        kafka.thaw();
      }
    }
    assertThat(read(kafka, "frozen", 2)).containsExactly("one", "two");
  }

  @Test
  void aMisspeltTopicIsAnErrorAndNotANewTopic() {
    try (KafkaProducer<String, String> producer = producer(KAFKA.get())) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("misspelt", "x")).get())
          .hasMessageContaining("misspelt");
    }
  }

  @Test
  void aKilledDatabaseComesBackAtItsAddressWithWhatItConfirmed() throws Exception {
    PostgresServer postgres = POSTGRES.get();
    postgres.createDatabase("killed").createDatabase("killed");
    String url = postgres.jdbcUrl("killed");
    execute(postgres, "killed", "create table alert (id int); insert into alert values (7)");

    postgres.kill();
    assertThatThrownBy(() -> execute(postgres, "killed", "select 1"))
        .isInstanceOf(SQLException.class);
    postgres.restart();

    assertThat(postgres.jdbcUrl("killed")).isEqualTo(url);
    assertThat(ask(postgres, "killed", "select id::text from alert")).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "show fsync | on",
        "show synchronous_commit | on",
        "show full_page_writes | on",
        "show server_encoding | UTF8",
        "select string_agg(c, '' order by c) from unnest('{a,B,É}'::text[]) c | BaÉ",
        "select lower('É') | é"
      })
  void whatIsConfirmedIsOnTheDiskAndTheRulesAreTheSameEverywhere(String question, String answer)
      throws Exception {
    PostgresServer postgres = POSTGRES.get().createDatabase("rules");
    assertThat(ask(postgres, "rules", question)).isEqualTo(answer);
  }

  @Test
  void twoOfAKindShareNothing() throws Exception {
    POSTGRES.get().createDatabase("city");
    try (PostgresServer other = RealServers.startPostgres()) {
      String cities = "select count(*) from pg_database where datname = 'city'";
      assertThat(ask(POSTGRES.get(), Postgres.USER, cities)).isEqualTo("1");
      assertThat(ask(other, Postgres.USER, cities)).isEqualTo("0");
      other.close();
    }
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static KafkaProducer<String, String> producer(KafkaServer kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", "5000"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static List<String> read(KafkaServer kafka, String topic, int count) {
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic)) {
      reader.await(count, _ -> true);
      return reader.awaitQuiet().stream().map(one -> new String(one.value(), UTF_8)).toList();
    }
  }

  private static void execute(PostgresServer postgres, String database, String sql)
      throws SQLException {
    try (var connection = postgres.dataSource(database).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(PostgresServer postgres, String database, String query)
      throws SQLException {
    try (var connection = postgres.dataSource(database).getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
