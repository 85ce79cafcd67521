package muster.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import muster.contracts.EventCodec;
import muster.contracts.dispatch.DispatchEvent;
import muster.eventintake.EventReading;
import muster.eventintake.FaultPolicy;
import muster.eventintake.Unusable;
import muster.eventintake.spring.DataFaults;
import muster.eventintake.spring.OneTransactionPerPoll;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** In the service's database, which says what was one transaction. */
@OnRealServers
class OneTransactionPerPollTest {
  private final RunningService service = RunningService.get();
  private final JdbcClient jdbc = service.context.getBean(JdbcClient.class);
  private final EventCodec codec = new EventCodec();
  private final UUID bad = UUID.randomUUID();
  private final List<UUID> asked = new ArrayList<>();
  private RuntimeException fault = new IllegalStateException("a bug");

  private final OneTransactionPerPoll<DispatchEvent> polls =
      new OneTransactionPerPoll<>(
          new EventReading(codec),
          DispatchEvent.class,
          Set.of(DispatchEvent.TaskEvent.class),
          service.context.getBean(TransactionOperations.class),
          new FaultPolicy(DataFaults::passes),
          (record, event) -> write(((DispatchEvent.AlertCancelled) event).alertId()));

  @BeforeEach
  void emptyTable() {
    jdbc.sql("create table if not exists polled (alert_id uuid, written_in xid8)").update();
    jdbc.sql("truncate polled").update();
  }

  private void write(UUID alertId) {
    asked.add(alertId);
    jdbc.sql("insert into polled values (?, pg_current_xact_id())").param(alertId).update();
    if (alertId.equals(bad)) {
      throw fault;
    }
  }

  private CompletableFuture<Void> handle(UUID alertId) {
    byte[] value =
        codec.toJson(new DispatchEvent.AlertCancelled(alertId, Instant.now(), "dispatcher", "No."));
    return polls.handle(record("alert.cancelled.v1", value)).getFirst();
  }

  private static ConsumerRecord<byte[], byte[]> record(String type, byte[] value) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("t", 0, 0, null, value);
    record.headers().add("ce_type", type.getBytes(UTF_8));
    record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    return record;
  }

  private List<UUID> written() {
    return jdbc.sql("select alert_id from polled").query(UUID.class).list();
  }

  private int transactions() {
    return jdbc.sql("select count(distinct written_in) from polled").query(Integer.class).single();
  }

  @Test
  void whatOnePollBroughtIsOneTransaction() {
    List<UUID> all = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    List<CompletableFuture<Void>> done = all.stream().map(this::handle).toList();
    assertThat(done).noneMatch(CompletableFuture::isDone);
    assertThat(written()).isEmpty();

    polls.endOfPoll();

    assertThat(done).allMatch(one -> one.isDone() && !one.isCompletedExceptionally());
    assertThat(written()).containsExactlyElementsOf(all);
    assertThat(transactions()).isEqualTo(1);

    polls.endOfPoll();
    assertThat(asked).containsExactlyElementsOf(all);
  }

  @Test
  void aRecordThatFailsKeepsNoOtherOut() {
    UUID before = UUID.randomUUID();
    UUID after = UUID.randomUUID();
    CompletableFuture<Void> first = handle(before);
    CompletableFuture<Void> failing = handle(bad);
    CompletableFuture<Void> last = handle(after);

    polls.endOfPoll();

    assertThat(first).isCompleted();
    assertThat(last).isCompleted();
    assertThat(failing).isCompletedExceptionally();
    assertThat(written()).containsExactly(before, after);
    assertThat(transactions()).isEqualTo(2);
  }

  @Test
  void aDeadlockIsNobodysFaultAndAllOfThePollComesAgain() {
    fault = new PessimisticLockingFailureException("deadlock detected");
    List<CompletableFuture<Void>> all = List.of(handle(UUID.randomUUID()), handle(bad));

    polls.endOfPoll();

    assertThat(all).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(written()).isEmpty();
    assertThat(asked).hasSize(2);
  }

  @Test
  void whatThereIsNoUseForIsNotReadAndWhatIsUnreadableIsToldAtOnce() {
    assertThat(polls.handle(record("task.offered.v1", "nonsense".getBytes(UTF_8)))).isEmpty();
    assertThatThrownBy(() -> polls.handle(record("alert.cancelled.v1", "nonsense".getBytes(UTF_8))))
        .isInstanceOf(Unusable.class);
    polls.endOfPoll();
    assertThat(asked).isEmpty();
  }
}
