package muster.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidTopicException;

/**
 * Which topics the producer can send to without blocking. A topic that the broker does not have
 * (yet) holds up its own records and nobody else's: they stay in the table until it is there.
 * Changed by the relay's thread, except that a held topic becomes ready from a thread of its own.
 */
final class Topics implements AutoCloseable {

  private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);

  private enum State {
    READY,
    /** Held, and the broker has not been asked to the end yet: mostly a matter of milliseconds. */
    ASKING,
    HELD
  }

  private final Producer<byte[], byte[]> producer;
  private final Wakeup wakeup;
  private final RelayJournal journal;
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final Set<Thread> resolvers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Topics(Producer<byte[], byte[]> producer, Wakeup wakeup, RelayJournal journal) {
    this.producer = producer;
    this.wakeup = wakeup;
    this.journal = journal;
  }

  /** If false, the topic is held from now on, until the broker has told its partitions. */
  boolean ready(String topic) {
    State state = states.get(topic);
    if (state == null) {
      hold(topic, State.ASKING, Duration.ZERO);
    }
    return state == State.READY;
  }

  /** After a refusal that the record is not to blame for. */
  void holdForAWhile(String topic) {
    hold(topic, State.HELD, RETRY_INTERVAL);
  }

  Set<String> held() {
    Set<String> held = ConcurrentHashMap.newKeySet();
    states.forEach(
        (topic, state) -> {
          if (state != State.READY) {
            held.add(topic);
          }
        });
    return held;
  }

  boolean asking() {
    return states.containsValue(State.ASKING);
  }

  private void hold(String topic, State as, Duration before) {
    State former = states.put(topic, as);
    if (former == null || former == State.READY) {
      resolvers.add(
          Thread.ofVirtual().name("outbox-topic-" + topic).start(() -> resolve(topic, before)));
    }
  }

  private void resolve(String topic, Duration before) {
    try {
      Thread.sleep(before);
      while (!closed) {
        if (known(topic)) {
          states.put(topic, State.READY);
          wakeup.rowsCommitted();
          break;
        }
        states.put(topic, State.HELD);
        Thread.sleep(RETRY_INTERVAL);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      resolvers.remove(Thread.currentThread());
    }
  }

  private boolean known(String topic) {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (InvalidTopicException _) {
      return true; // sending will fail with the same, and so the record is rejected
    } catch (RuntimeException | Error failure) { // asked again
      if (!closed) {
        journal.failed("topic " + topic, failure);
      }
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    resolvers.forEach(Thread::interrupt);
  }
}
