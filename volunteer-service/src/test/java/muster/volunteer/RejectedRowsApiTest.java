package muster.volunteer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Events that the broker has refused, seen and published again over HTTP. */
@OnRealServers
class RejectedRowsApiTest {
  private static final String ROWS = "/api/dead-letters/volunteer/rejected-rows";

  /** No relay has put so many aside. */
  private static final long SEQUENCE = 9_000_000_000_000L;

  private final RunningService service = RunningService.get();
  private final String operator = service.staff("operator", "9901");

  private Answer retry() {
    return service.http.post(ROWS + "/" + SEQUENCE + "/retry", operator, null);
  }

  @Test
  void whatTheBrokerRefusedIsListedWithoutItsValueAndPublishedAgain() {
    JdbcClient database = JdbcClient.create(service.database());
    String key = UUID.randomUUID().toString();
    database
        .sql(
            """
            insert into outbox_rejected
              (sequence, topic, key, value, headers, bytes, appended_at, reason)
            values (?, 'volunteer.events', ?, 'the value', array['ce_type', 'x'], 10, now(),
                    'too large')
            """)
        .params(SEQUENCE, key)
        .update();
    try (Topic events = new Topic(service, "volunteer.events")) {
      Answer page = service.http.get(ROWS + "?limit=200", operator);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      JsonNode row =
          page.json()
              .get("items")
              .valueStream()
              .filter(one -> one.get("key").asString().equals(key))
              .findFirst()
              .orElseThrow();
      assertThat(row.get("sequence").asLong()).isEqualTo(SEQUENCE);
      assertThat(row.get("topic").asString()).isEqualTo("volunteer.events");
      assertThat(row.get("reason").asString()).isEqualTo("too large");
      assertThat(row.toString()).doesNotContain("the value");

      Answer published = retry();

      assertThat(published.status()).as(published.toString()).isEqualTo(200);
      assertThat(published.text("result")).isEqualTo("PUBLISHED");
      assertThat(events.await(key, 1))
          .singleElement()
          .satisfies(
              record -> assertThat(new String(record.value(), UTF_8)).isEqualTo("the value"));
      assertThat(retry().status()).isEqualTo(404);
    } finally {
      database.sql("delete from outbox_rejected where sequence = ?").param(SEQUENCE).update();
    }
  }
}
