package muster.eventintake.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import muster.contracts.Event;
import muster.contracts.EventCodec.Decoded;
import muster.eventintake.EventReading;
import muster.eventintake.FaultPolicy;
import muster.eventintake.GroupReader;
import muster.eventintake.Unusable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionOperations;

/**
 * For a group that writes down what events say: all that one poll has brought goes to the database
 * in one transaction, since every commit waits for the disk. When it fails for what may be one
 * record's fault, each record gets a transaction of its own, and the one that fails again keeps no
 * other out. Tried in report-service, where there is a database.
 */
public final class OneTransactionPerPoll<E extends Event> implements GroupReader.Handler {

  /** Writes down one event; joins the transaction that is open. */
  public interface Writing<E extends Event> {
    /**
     * May be called again for the same record, and must come to the same then.
     *
     * @throws Unusable if nothing can be made of the event
     */
    void write(ConsumerRecord<byte[], byte[]> record, E event);
  }

  private record Waiting<E extends Event>(
      ConsumerRecord<byte[], byte[]> record, E event, CompletableFuture<Void> done) {}

  private final EventReading reading;
  private final Class<E> family;
  private final Set<Class<? extends Event>> unread;
  private final TransactionOperations transactions;
  private final FaultPolicy policy;
  private final Writing<E> writing;
  private final List<Waiting<E>> waiting = new ArrayList<>();

  /**
   * @param family the events of the topic
   * @param unread families of it that there is no use for: passed over, whatever they say
   * @param policy the reader's: what passes by itself is not tried record by record
   */
  public OneTransactionPerPoll(
      EventReading reading,
      Class<E> family,
      Set<Class<? extends Event>> unread,
      TransactionOperations transactions,
      FaultPolicy policy,
      Writing<E> writing) {
    this.reading = reading;
    this.family = family;
    this.unread = Set.copyOf(unread);
    this.transactions = transactions;
    this.policy = policy;
    this.writing = writing;
  }

  @Override
  public List<CompletableFuture<Void>> handle(ConsumerRecord<byte[], byte[]> record) {
    if (EventReading.isOneOf(unread, record)) {
      return List.of();
    }
    return switch (reading.event(family, record)) {
      case Decoded.Readable<E>(var envelope) -> {
        Waiting<E> one = new Waiting<>(record, envelope.event(), new CompletableFuture<>());
        waiting.add(one);
        yield List.of(one.done());
      }
      case Decoded.Unreadable<E>(String reason) -> throw new Unusable(reason);
    };
  }

  @Override
  public void endOfPoll() {
    List<Waiting<E>> all = List.copyOf(waiting);
    waiting.clear();
    try {
      write(all);
      all.forEach(one -> one.done().complete(null));
    } catch (Throwable e) { // also a handler's Error: the records are dealt with by the policy
      if (all.size() == 1 || policy.passes(e)) {
        all.forEach(one -> one.done().completeExceptionally(e));
      } else {
        all.forEach(this::writeAlone);
      }
    }
  }

  private void writeAlone(Waiting<E> one) {
    try {
      write(List.of(one));
      one.done().complete(null);
    } catch (Throwable e) {
      one.done().completeExceptionally(e);
    }
  }

  private void write(List<Waiting<E>> all) {
    if (!all.isEmpty()) {
      transactions.executeWithoutResult(
          _ -> all.forEach(one -> writing.write(one.record(), one.event())));
    }
  }
}
